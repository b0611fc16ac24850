package io.calling.ice.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.stun.StunMethod;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TurnLivenessTest {
    private static final InetSocketAddress PEER = ClientRig.PEER;

    private final ClientRig rig = new ClientRig();
    private int channel;

    @BeforeEach
    void talk() {
        rig.allocate();
        channel = rig.preferred(PEER);
    }

    /** Media in steps of 20 ms. */
    private void talk(Duration duration, boolean heard) {
        for (long millis = 0; millis < duration.toMillis(); millis += 20) {
            rig.send(PEER, "media");
            if (heard) {
                rig.receive(FakeRelay.channelData(channel, new byte[] {1}));
            }
            rig.advance(Duration.ofMillis(20));
        }
    }

    @Test
    void whileThePeerIsHeardTheRelayIsNotAsked() {
        talk(Duration.ofMinutes(1), true);
        assertThat(rig.count(StunMethod.REFRESH)).isZero();
        assertThat(rig.events).containsExactly("allocated");
    }

    @Test
    void aSilentRelayIsSuspectedWithinASecondAndLostWithinTen() {
        talk(Duration.ofSeconds(5), true);
        talk(Duration.ofMillis(1020), false);
        assertThat(rig.events).containsExactly("allocated", "silent");
        talk(Duration.ofSeconds(9), false);
        assertThat(rig.events).startsWith("allocated", "silent", "LOST");
    }

    @Test
    void aRelayThatAnswersIsNotSuspectedHoweverSilentThePeer() {
        rig.skip();
        int asked = 0;
        for (int i = 0; i < 60 * 50; i++) {
            talk(Duration.ofMillis(20), false);
            while (rig.hasNext()) {
                byte[] message = rig.next();
                if (!ChannelData.isChannelData(message, 0, message.length)) {
                    rig.receive(rig.relay.grant(message));
                    asked++;
                }
            }
        }
        assertThat(rig.events).containsExactly("allocated");
        assertThat(asked).as("questions in a minute").isBetween(3, 19);
    }

    @Test
    void aChannelThatTheRelayForgotIsBoundAgainWithinASecond() {
        talk(Duration.ofSeconds(5), true);
        rig.skip();
        talk(Duration.ofSeconds(1), false);
        assertThat(rig.count(StunMethod.CHANNEL_BIND)).isPositive();
    }

    @Test
    void theRelayThatSpeaksAgainIsToldSo() {
        talk(Duration.ofMillis(1100), false);
        talk(Duration.ofSeconds(1), true);
        assertThat(rig.events).containsExactly("allocated", "silent", "speaks again");
    }

    @Test
    void whoSendsNothingAsksNothing() {
        rig.advance(Duration.ofSeconds(200));
        assertThat(rig.hasNext()).isFalse();
        assertThat(rig.events).containsExactly("allocated");
    }
}
