package io.calling.ice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import io.calling.ice.net.ForwardingNetwork;
import io.calling.ice.net.IpLiteral;
import io.calling.ice.net.Network;
import io.calling.ice.net.Route;
import io.calling.ice.testing.ManualNetwork;
import io.calling.ice.turn.RelayAllocation;
import io.calling.ice.turn.RelayFailure;
import io.calling.ice.turn.RelayServer;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Which refusals of a relay make its name be looked up afresh. */
class SecondLookTest {
    private static final RelayServer PLAIN = RelayServer.of("turn:relay.example", "user", "word");
    private static final RelayServer TLS = RelayServer.of("turns:relay.example", "user", "word");
    private static final RelayServer OTHER = RelayServer.of("turn:other.example", "user", "word");

    private final ManualNetwork clock = new ManualNetwork();
    private final List<String> lookedUp = new ArrayList<>();
    private final Network network = new Names();
    private final Gathering.Listener listener = mock();
    private final Gathering gathering =
            new Gathering(
                    network,
                    this::allocate,
                    Route.system(),
                    new LocalCandidates(),
                    new OwnAddresses(network::localAddresses),
                    listener);
    private RelayFailure refusal = RelayFailure.UNAUTHORIZED;

    /** A network that knows where each name leads. */
    private final class Names extends ForwardingNetwork {
        Names() {
            super(clock);
        }

        @Override
        public CompletionStage<List<InetAddress>> resolve(String host) {
            return CompletableFuture.completedFuture(List.of(IpLiteral.parse("192.0.2.1")));
        }

        @Override
        public CompletionStage<List<InetAddress>> resolveAgain(String host) {
            lookedUp.add(host);
            return resolve(host);
        }

        @Override
        public boolean remembers(String host) {
            return true;
        }
    }

    private RelayAllocation allocate(
            Network guarded, RelayServer server, Route route, RelayAllocation.Listener attempt) {
        guarded.execute(() -> attempt.onLost(refusal));
        return mock();
    }

    private void ask(RelayServer... servers) {
        gathering.start(List.of(servers));
        clock.run();
    }

    @Test
    void whoeverRefusesWithoutAProofMayStandAnywhere() {
        ask(PLAIN);
        assertThat(lookedUp).containsExactly("relay.example");
        verify(listener).onSettled(false, IceFailure.RELAY_UNAUTHORIZED);
    }

    @Test
    void L34_aRelayWhoseCertificateWasGoodStandsWhereItIsSaidTo() {
        ask(TLS, PLAIN);
        assertThat(lookedUp).isEmpty();
        verify(listener).onSettled(false, IceFailure.RELAY_UNAUTHORIZED);
    }

    @Test
    void aRelayWhoseCertificateWasNotGoodMayStandAnywhere() {
        refusal = RelayFailure.UNTRUSTED;
        ask(TLS);
        assertThat(lookedUp).containsExactly("relay.example");
    }

    @Test
    void aCertificateProvesNothingOfAnotherHost() {
        ask(TLS, OTHER);
        assertThat(lookedUp).containsExactly("other.example");
    }
}
