package io.calling.ice;

import static io.calling.ice.IceParty.awaitUntil;

import io.calling.ice.net.NioNetwork;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A relayed transport, and a peer that says what a test wants it to say. */
abstract class PlayedPeer {
    final FakeRelays relays = new FakeRelays();
    NioNetwork network;
    IceParty victim;
    ForgedPeer peer;

    @BeforeEach
    void open() throws IOException {
        network = NioNetwork.open();
        victim = new IceParty(network, relays).gather();
        peer = new ForgedPeer(relays, victim);
    }

    @AfterEach
    void close() {
        victim.close();
        awaitUntil(() -> relays.open() == 0);
        network.close();
    }
}
