package io.calling.testkit.call;

import static io.calling.testkit.assertion.CallAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.calling.media.MediaKind;
import io.calling.testkit.CallPair;
import io.calling.testkit.TestSpeech;
import io.calling.testkit.junit.CallStoryExtension;
import io.calling.testkit.net.LinkConditions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two people who talk: how much of what one says the other hears. */
@ExtendWith(CallStoryExtension.class)
class SpeechCallTest {
    private final CallPair pair = CallPair.inTestTime(21);

    @AfterEach
    void close() {
        pair.close();
    }

    private void talk() {
        pair.connect();
        pair.alice().microphone().play(TestSpeech.alice());
        pair.bob().microphone().play(TestSpeech.bob());
    }

    @Test
    void bothHearEveryWord() {
        talk();

        assertThat(pair.bob()).understood(TestSpeech.alice(), 100);
        assertThat(pair.alice()).understood(TestSpeech.bob(), 100);
        assertThat(pair.bob().heard().percentOf(TestSpeech.bob())).isZero();
        assertThat(pair.bob().heard().framesOutOfOrder()).isZero();
    }

    @Test
    void lossTakesItsShareOfASentence() {
        talk();
        pair.alice().link().conditions(LinkConditions.PERFECT.loss(0.2));
        pair.pass(TestSpeech.alice().duration().plusMillis(500));

        assertThat(pair.bob().heard().percentOf(TestSpeech.alice())).isBetween(60, 95);
        assertThat(pair.bob()).understood(TestSpeech.alice(), 90); // it is said again
    }

    @Test
    void nothingIsUnderstoodOfWhoIsMuted() {
        pair.connect();
        pair.alice().call().mute(MediaKind.AUDIO);
        pair.pass(Duration.ofSeconds(1));
        pair.alice().microphone().play(TestSpeech.alice());
        pair.pass(Duration.ofSeconds(10));

        assertThat(pair.bob().heard().percentOf(TestSpeech.alice())).isZero();
        assertThat(pair.bob()).isActive();
    }
}
