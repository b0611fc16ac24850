package io.calling.ice;

import static io.calling.ice.IceParty.await;
import static io.calling.ice.IceParty.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.net.NioNetwork;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IceSessionTest {
    private final FakeRelays relays = new FakeRelays();
    private NioNetwork network;
    private IceParty alice;
    private IceParty bob;

    @BeforeEach
    void open() throws IOException {
        network = NioNetwork.open();
        alice = new IceParty(network, relays);
        bob = new IceParty(network, relays);
    }

    @AfterEach
    void close() {
        alice.close();
        bob.close();
        awaitUntil(() -> relays.open() == 0);
        network.close();
    }

    @Test
    void twoRelayedPartiesFindAPath() {
        connect();

        SelectedPair pair = await(alice.connected);

        assertThat(pair.local().address()).isEqualTo(alice.candidates.get(0).address());
        assertThat(pair.remote().address()).isEqualTo(bob.candidates.get(0).address());
        assertThat(await(bob.connected).remote().address()).isEqualTo(pair.local().address());
    }

    @Test
    void datagramsPassBothWays() {
        connect();
        await(alice.connected);
        await(bob.connected);

        alice.send("hello");
        assertThat(bob.receive()).isEqualTo("hello");
        bob.send("hi");
        assertThat(alice.receive()).isEqualTo("hi");
        assertThat(alice.transport.statistics().datagramsSent()).isEqualTo(1);
        assertThat(alice.transport.statistics().datagramsReceived()).isEqualTo(1);
    }

    private void connect() {
        IceParty.connect(alice.gather(), bob.gather());
    }
}
