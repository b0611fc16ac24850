package io.calling.testkit.ice;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.Candidate;
import io.calling.ice.CandidateType;
import io.calling.ice.IceCredentials;
import io.calling.ice.IceRole;
import io.calling.ice.net.IpLiteral;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import io.calling.testkit.net.LoggedPacket;
import io.calling.testkit.relay.EmbeddedRelay;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A peer that makes us ask the relay for what it refuses; counted on the wire to the relay. */
@ExtendWith({ThreadLeakExtension.class, LogLeakExtension.class})
class RequestStormTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int LIMIT = 20;

    private final IceWorld world = new IceWorld();

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 508})
    void L35_aPeerWhoseAddressesAreAllRefusedCausesNoStorm(int code) throws IOException {
        EmbeddedRelay relay = world.relay();
        relay.faults().refusePermissions(code);
        IceEnd alice = world.alice();
        alice.transport.addRemoteCandidates(bait(100));
        alice.transport.connect(IceRole.CONTROLLING, new IceCredentials("EVIL", "e".repeat(24)));
        alice.transport.gather();
        world.pass(Duration.ofSeconds(19)); // a second before it gives up
        assertThat(requests(Duration.ZERO)).hasSizeLessThan(LIMIT);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 508})
    void L35_aPeerThatGoesOnTricklingInACallCausesNoStorm(int code) throws IOException {
        EmbeddedRelay relay = world.relay();
        IceEnd alice = world.alice();
        IceEnd bob = world.bob();
        world.call(alice, bob);
        relay.faults().refusePermissions(code);

        List<Candidate> bait = bait(90);
        for (int minute = 0; minute < 3; minute++) {
            Duration start = now();
            for (int i = 0; i < 30; i++) {
                alice.transport.addRemoteCandidates(bait.subList(30 * minute, 30 * minute + i));
                world.pass(MINUTE.dividedBy(30));
            }
            assertThat(requests(start)).as("minute %d", minute).hasSizeLessThan(LIMIT);
        }
        assertThat(alice.failure).isNull();
    }

    @Test
    void L35_aPeerThatKeepsRestartingCausesNoStorm() throws IOException {
        EmbeddedRelay relay = world.relay();
        IceEnd alice = world.alice();
        IceEnd bob = world.bob();
        world.call(alice, bob);
        relay.faults().refusePermissions(403);

        Duration start = now();
        for (int i = 0; i < 30; i++) {
            alice.transport.restart();
            alice.transport.connect(IceRole.CONTROLLED, new IceCredentials("EVIL", "e".repeat(24)));
            alice.transport.addRemoteCandidates(bait(100));
            world.pass(MINUTE.dividedBy(30));
        }

        assertThat(requests(start)).hasSizeLessThan(LIMIT);
    }

    private Duration now() {
        List<LoggedPacket> packets = world.network.log().packets();
        return packets.get(packets.size() - 1).at();
    }

    private List<LoggedPacket> requests(Duration since) {
        return world.requestsOf(IceWorld.ALICE, since);
    }

    /** Addresses that may be a peer's, each on another host. */
    private static List<Candidate> bait(int count) {
        List<Candidate> bait = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            InetAddress address =
                    Objects.requireNonNull(IpLiteral.parse("198.51.100." + (i + 100)));
            bait.add(
                    new Candidate(
                            "1",
                            1,
                            1000L + i,
                            new InetSocketAddress(address, 40000),
                            CandidateType.RELAYED));
        }
        return bait;
    }
}
