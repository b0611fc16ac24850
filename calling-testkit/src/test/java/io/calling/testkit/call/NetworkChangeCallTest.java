package io.calling.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.CallState;
import io.calling.testkit.CallPair;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.SocketLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import io.calling.testkit.net.TestClock;
import io.calling.testkit.net.VirtualHost;
import io.calling.testkit.net.VirtualLink;
import io.calling.testkit.net.VirtualNetwork;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A whole call whose caller walks out of the Wi-Fi. Nobody tells the agent; it sees for itself. */
@ExtendWith({ThreadLeakExtension.class, SocketLeakExtension.class, LogLeakExtension.class})
class NetworkChangeCallTest {
    private static final Duration TALK = Duration.ofSeconds(10);
    private static final long FRAMES = TALK.toMillis() / 20;

    private final VirtualNetwork world = VirtualNetwork.on(new TestClock(), 9);
    private final CallPair pair = CallPair.on(world);

    @AfterEach
    void close() {
        pair.close();
    }

    @Test
    void L19_theVoiceIsBackWithinThreeSecondsAndNoAddressIsTold() {
        pair.connect();
        pair.pass(TALK);

        VirtualHost alice = world.host("alice");
        VirtualLink wifi = alice.link();
        alice.attach(world.internet(), "192.0.2.99");
        alice.detach(wifi);
        pair.pass(Duration.ofSeconds(3));
        long bobHeard = pair.bob().heard().framesOf(pair.alice().tone());
        long aliceHeard = pair.alice().heard().framesOf(pair.bob().tone());
        pair.pass(TALK);

        assertThat(pair.bob().heard().framesOf(pair.alice().tone()) - bobHeard)
                .isGreaterThan(FRAMES * 95 / 100);
        assertThat(pair.alice().heard().framesOf(pair.bob().tone()) - aliceHeard)
                .isGreaterThan(FRAMES * 95 / 100);
        assertThat(pair.alice().call().state()).isInstanceOf(CallState.Active.class);
        assertThat(world.log().sightings("alice", "bob")).isEmpty();
        assertThat(world.log().sightings("bob", "alice")).isEmpty();
    }
}
