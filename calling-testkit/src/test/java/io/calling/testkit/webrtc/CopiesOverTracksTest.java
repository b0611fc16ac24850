package io.calling.testkit.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.audio.OpusSource;
import io.calling.audio.PcmClip;
import io.calling.media.AudioSink;
import io.calling.media.AudioStream;
import io.calling.media.MediaKind;
import io.calling.rtp.OpusPacket;
import io.calling.testkit.SessionPair;
import io.calling.testkit.SessionParty;
import io.calling.testkit.WriteSpeech;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import io.calling.testkit.net.LinkConditions;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Streams over the tracks of a session, as in calls with browsers, provide for what is lost. */
@ExtendWith({ThreadLeakExtension.class, LogLeakExtension.class})
class CopiesOverTracksTest {
    private static final LinkConditions NEAR = LinkConditions.delayed(Duration.ofMillis(25));
    private static final Duration A_FEW_REPORTS = Duration.ofSeconds(5);
    private static final Duration MANY_REPORTS = Duration.ofSeconds(20);

    private SessionPair call;
    private final Ear heardByAlice = new Ear();
    private final Ear heardByBob = new Ear();
    private AudioStream alice;
    private AudioStream bob;

    @BeforeEach
    void call() throws Exception {
        call = SessionPair.inTestTime(11, MediaKind.AUDIO);
        call.connect();
        alice = over(call.alice(), heardByAlice);
        bob = over(call.bob(), heardByBob);
    }

    private static AudioStream over(SessionParty party, Ear ear) throws IOException {
        OpusSource voice =
                new OpusSource(PcmClip.looping(WriteSpeech.voice("alice"), Duration.ZERO));
        return AudioStream.over(
                party.track(MediaKind.AUDIO), voice, ear, party.network(), Runnable::run);
    }

    @AfterEach
    void close() {
        call.close();
    }

    private void toBob(LinkConditions conditions) {
        call.bob().link().down(conditions);
    }

    @Test
    void copiesComeWithThePeersReportsOfLossAndEndWithThem() {
        toBob(NEAR);
        call.pass(A_FEW_REPORTS);
        assertThat(heardByBob.drain().copies()).isZero();

        toBob(NEAR.loss(0.1));
        call.pass(A_FEW_REPORTS);
        heardByBob.drain();
        call.pass(A_FEW_REPORTS);
        Heard lossy = heardByBob.drain();
        assertThat(lossy.frames()).isPositive();
        assertThat(lossy.copies()).isGreaterThan(lossy.frames() / 2);

        toBob(NEAR);
        call.pass(MANY_REPORTS);
        heardByBob.drain();
        call.pass(A_FEW_REPORTS);
        Heard good = heardByBob.drain();
        assertThat(good.frames()).isPositive();
        assertThat(good.copies()).isZero();
    }

    @Test
    void whatIsLostOneWayIsNoReasonForCopiesTheOther() {
        toBob(NEAR.loss(0.1));
        call.pass(MANY_REPORTS);

        assertThat(heardByAlice.drain().copies()).isZero();
        assertThat(alice.statistics().remotePacketsLost()).isPositive();
        assertThat(bob.statistics().remotePacketsLost()).isZero();
        assertThat(alice.statistics().roundTripTime()).isPresent();
    }

    @Test
    void bothLetGoOfTheirEarsWhenTheSessionEnds() {
        call.pass(A_FEW_REPORTS);
        assertThat(heardByAlice.closed).isZero();
        call.bob().session().close();

        call.expect("both to let go", () -> heardByAlice.closed + heardByBob.closed == 2);
    }

    private static final class Ear implements AudioSink {
        private int frames;
        private int copies;
        private int closed;

        @Override
        public void onFrame(byte[] buffer, int offset, int length) {
            frames++;
            copies += OpusPacket.carriesCopy(buffer, offset, length) ? 1 : 0;
        }

        @Override
        public void onLostFrame() {}

        @Override
        public void close() {
            closed++;
        }

        /** What has come since the last time. */
        Heard drain() {
            Heard heard = new Heard(frames, copies);
            frames = 0;
            copies = 0;
            return heard;
        }
    }

    /** Frames, and those that carried a copy. */
    private record Heard(int frames, int copies) {}
}
