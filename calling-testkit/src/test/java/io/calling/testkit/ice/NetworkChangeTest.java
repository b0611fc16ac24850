package io.calling.testkit.ice;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.CandidateType;
import io.calling.ice.TransportPolicy;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import io.calling.testkit.net.VirtualLink;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A phone that leaves the Wi-Fi: followed within a second, and never less private than before. */
@ExtendWith({ThreadLeakExtension.class, LogLeakExtension.class})
class NetworkChangeTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final IceWorld world = new IceWorld();

    @BeforeEach
    void openRelays() throws IOException {
        world.relay();
        world.relay();
    }

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    @Test
    void L19_fromOneNetworkToAnotherTheCallGoesOnRelayed() {
        IceEnd alice = world.alice();
        IceEnd bob = world.bob();
        world.call(alice, bob);
        int before = alice.candidates.size();

        VirtualLink wifi = world.aliceHost.link();
        world.aliceHost.attach(world.network.internet(), "192.0.2.99");
        world.aliceHost.detach(wifi);
        world.pass(SECOND);
        assertThat(alice.candidates.size()).isGreaterThan(before);
        world.pass(Duration.ofMinutes(2));

        assertThat(alice.longestSilence()).isLessThan(Duration.ofSeconds(3));
        assertThat(bob.longestSilence()).isLessThan(Duration.ofSeconds(3));
        assertRelayedOnly(alice, bob);
    }

    @Test
    void L19_aWhileWithoutAnyNetworkEndsWithTheNextOne() {
        IceEnd alice = world.alice();
        IceEnd bob = world.bob();
        world.call(alice, bob);

        world.aliceHost.detach(world.aliceHost.link());
        world.pass(Duration.ofSeconds(3));
        world.aliceHost.attach(world.network.internet(), "192.0.2.99");
        world.pass(Duration.ofSeconds(3));
        alice.listen();
        bob.listen();
        world.pass(Duration.ofSeconds(30));

        assertThat(alice.failure).isNull();
        assertThat(alice.longestSilence()).isLessThan(SECOND);
        assertThat(bob.longestSilence()).isLessThan(SECOND);
        assertRelayedOnly(alice, bob);
    }

    @Test
    void aChangeWhileItRingsLosesNothing() {
        IceEnd alice = world.alice();
        IceEnd bob = world.bob();
        alice.transport.gather();
        world.await("Alice to be ready", alice::isGathered);

        world.aliceHost.detach(world.aliceHost.link());
        world.pass(Duration.ofSeconds(5));
        world.aliceHost.attach(world.network.internet(), "192.0.2.99");
        world.pass(Duration.ofSeconds(30));
        assertThat(alice.failure).isNull();

        world.call(alice, bob);
        assertRelayedOnly(alice, bob);
    }

    @Test
    void anInterfaceThatComesAndGoesMakesNoStorm() {
        IceEnd alice = world.alice();
        IceEnd bob = world.bob();
        world.call(alice, bob);
        int before = alice.candidates.size();

        for (int i = 0; i < 20; i++) {
            VirtualLink flapping =
                    world.aliceHost.attach(world.network.internet(), "192.0.2." + (100 + i));
            world.pass(Duration.ofMillis(250));
            world.aliceHost.detach(flapping);
            world.pass(Duration.ofMillis(250));
        }

        assertThat(alice.candidates.size() - before).isLessThan(2 * 12);
        assertThat(alice.failure).isNull();
        assertThat(alice.longestSilence()).isLessThan(SECOND);
    }

    @Test
    void aDirectCallLearnsOfANewAddress() {
        IceEnd alice = direct();
        IceEnd bob = world.bob();
        world.call(alice, bob);

        world.aliceHost.attach(world.network.internet(), "192.0.2.99");
        world.pass(SECOND);

        assertThat(alice.candidates)
                .anyMatch(
                        candidate ->
                                candidate.type() == CandidateType.HOST
                                        && candidate
                                                .address()
                                                .getAddress()
                                                .getHostAddress()
                                                .equals("192.0.2.99"));
    }

    private IceEnd direct() {
        return world.opened(
                new IceEnd(
                        world.aliceHost,
                        world.everyRelay(),
                        builder -> builder.policy(TransportPolicy.ALL)));
    }

    private void assertRelayedOnly(IceEnd alice, IceEnd bob) {
        assertThat(alice.candidates).allMatch(c -> c.type() == CandidateType.RELAYED);
        assertThat(bob.candidates).allMatch(c -> c.type() == CandidateType.RELAYED);
        assertThat(world.network.log().sightings(IceWorld.ALICE, IceWorld.BOB)).isEmpty();
        assertThat(world.network.log().sightings(IceWorld.BOB, IceWorld.ALICE)).isEmpty();
    }
}
