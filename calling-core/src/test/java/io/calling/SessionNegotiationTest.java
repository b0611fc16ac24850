package io.calling;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.media.MediaKind;
import io.calling.sdp.Direction;
import io.calling.sdp.SdpException;
import org.junit.jupiter.api.Test;

/** What happens below a session between its offers and answers, and to them. */
class SessionNegotiationTest {
    private final SessionBench bench = new SessionBench();
    private final SessionBench.Party alice = bench.alice;
    private final SessionBench.Party bob = bench.bob;

    private void assertActive() {
        assertThat(alice.session.state()).isEqualTo(new CallState.Active());
        assertThat(bob.session.state()).isEqualTo(new CallState.Active());
    }

    /** As after a change of addresses, fresh credentials or the loss of a relay. */
    private void bothGatherMore() {
        alice.end().gather();
        bob.end().gather();
        bench.network.run();
    }

    @Test
    void whereMoreIsGatheredLaterNothingIsNegotiatedAgain() throws SdpException {
        bench.call();
        bothGatherMore();
        assertActive();

        alice.session.direction(MediaKind.AUDIO, Direction.INACTIVE);
        bench.negotiate(alice, bob);
        assertThat(bob.told.get(0).config().sends()).isFalse();
        bench.negotiate(bob, alice);
        assertActive();
    }

    @Test
    void anAddedSectionSurvivesThatMoreIsGatheredLater() throws SdpException {
        bench.call();
        alice.session.add(MediaKind.VIDEO);
        bench.negotiate(alice, bob);
        bothGatherMore();

        assertActive();
        assertThat(bob.told).hasSize(2);
        assertThat(bench.now(bob.session.offerAgain())).contains("m=audio", "m=video");
    }
}
