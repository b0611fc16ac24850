package io.calling.testkit.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.CallState;
import io.calling.ice.net.BoundDatagramSocket;
import io.calling.ice.net.Route;
import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunClass;
import io.calling.ice.stun.StunMethod;
import io.calling.ice.stun.StunWriter;
import io.calling.ice.stun.TransactionId;
import io.calling.ice.turn.RelayAllocation;
import io.calling.ice.turn.RelayClient;
import io.calling.ice.turn.RelayFailure;
import io.calling.testkit.CallPair;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.SocketLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import io.calling.testkit.net.LoggedPacket;
import io.calling.testkit.net.VirtualHost;
import io.calling.testkit.net.VirtualNetwork;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Mallory, who has an account at the same relay and sees where everybody's sockets are, sends Alice
 * whatever might make her answer, take part in a handshake, or talk to somebody else.
 */
@ExtendWith({ThreadLeakExtension.class, SocketLeakExtension.class, LogLeakExtension.class})
class RedirectedMediaTest {
    private final VirtualNetwork world = VirtualNetwork.inRealTime(17);
    private final CallPair pair = CallPair.on(world);
    private final AtomicInteger answers = new AtomicInteger();
    private VirtualHost mallory;

    @BeforeEach
    void comeIn() {
        mallory = world.host("mallory", "198.51.100.66");
    }

    @AfterEach
    void close() {
        pair.close();
    }

    /** What an attacker would try: checks, a ClientHello, RTP, RTCP, TURN's own framing, noise. */
    private static List<byte[]> provocations() {
        List<byte[]> all = new ArrayList<>();
        all.add(check().fingerprint().toByteArray());
        all.add(check().text(StunAttribute.USERNAME, "alice:mallory").fingerprint().toByteArray());
        all.add(starting(0x16, 0xFE, 0xFD)); // a DTLS handshake
        all.add(starting(0x14, 0xFE, 0xFD)); // a change of ciphers
        all.add(starting(0x80, 0x6F)); // RTP, as Opus is sent here
        all.add(starting(0x80, 0xC8)); // a sender's report
        all.add(starting(0x40, 0x00, 0x00, 0x10)); // channel data
        all.add(starting(0x00, 0x17)); // a Data indication, cut
        return all;
    }

    private static StunWriter check() {
        return new StunWriter(512)
                .begin(StunClass.REQUEST, StunMethod.BINDING, new TransactionId(7, 7))
                .uint64(StunAttribute.ICE_CONTROLLING, -1)
                .uint32(StunAttribute.PRIORITY, 1)
                .flag(StunAttribute.USE_CANDIDATE);
    }

    private static byte[] starting(int... first) {
        byte[] bytes = new byte[200];
        for (int i = 0; i < first.length; i++) {
            bytes[i] = (byte) first[i];
        }
        return bytes;
    }

    private Stream<LoggedPacket> sentBy(String host) {
        return world.log().packets().stream()
                .filter(packet -> packet.place().equals(host))
                .filter(packet -> packet.direction() == LoggedPacket.Direction.UP);
    }

    private InetSocketAddress alicesSocket() {
        return sentBy("alice").findFirst().orElseThrow().from();
    }

    private long arrivedAtAliceFrom(InetSocketAddress from) {
        return world.log().packets().stream()
                .filter(packet -> packet.place().equals("alice") && packet.from().equals(from))
                .count();
    }

    /** Bob's first sound may have come before Alice had the keys: that was before the attack. */
    private void assertTheCallGoesOn(long rejectedBefore) {
        int heard = pair.alice().heard().framesOf(pair.bob().tone());
        pair.expect(
                "more of Bob", () -> pair.alice().heard().framesOf(pair.bob().tone()) > heard + 5);
        assertThat(pair.alice().call().state()).isInstanceOf(CallState.Active.class);
        assertThat(answers).hasValue(0);
        assertThat(sentBy("alice")).allMatch(p -> p.to().equals(pair.relay().address()));
        assertThat(world.log().sightings("alice", "mallory")).isEmpty();
        assertThat(rejected()).isEqualTo(rejectedBefore);
    }

    private long rejected() {
        return pair.alice().call().statistics().packetsRejected();
    }

    @Test
    void L11_L21_whatIsSentToOurOwnSocketIsNeitherHeardNorAnswered() throws Exception {
        pair.connect();
        pair.alice().awaitHearing(pair.bob().tone());
        long rejected = rejected();
        InetSocketAddress from = new InetSocketAddress(mallory.address(), 50000);
        try (BoundDatagramSocket socket =
                mallory.network().bindDatagram(from, (f, b, o, l) -> answers.incrementAndGet())) {
            for (byte[] provocation : provocations()) {
                socket.send(alicesSocket(), provocation, 0, provocation.length);
            }
            pair.expect("everything to arrive", () -> arrivedAtAliceFrom(from) >= 8);
            assertTheCallGoesOn(rejected);
        }
    }

    @Test
    void L11_L21_whatComesThroughTheSameRelayIsDropped() throws Exception {
        pair.connect();
        pair.alice().awaitHearing(pair.bob().tone());
        long rejected = rejected();
        long dropped = unheard();
        try (RelayAllocation own = allocation()) {
            send(own);
            pair.expect("all of it to be dropped", () -> unheard() >= dropped + 7);
            assertTheCallGoesOn(rejected);
        }
    }

    @Test
    void L21_aHandshakeThatIsQuickerThanBobsTakesNoPart() throws Exception {
        try (RelayAllocation own = allocation()) {
            pair.alice().place(pair.bob().id());
            pair.bob().accept();
            pair.expect(
                    "Alice to be active, whatever Mallory sends meanwhile",
                    () -> {
                        relayedAddressOfAlice().ifPresent(address -> send(own, address));
                        return pair.alice().call().state() instanceof CallState.Active;
                    });
            pair.bob().awaitActive();
            pair.alice().awaitHearing(pair.bob().tone());
            assertTheCallGoesOn(rejected());
        }
    }

    private long unheard() {
        var transport = pair.alice().call().statistics().transport();
        return transport.foreignDropped() + transport.checksRejected();
    }

    private RelayAllocation allocation() throws Exception {
        CompletableFuture<Void> allocated = new CompletableFuture<>();
        RelayAllocation allocation =
                RelayClient.allocate(
                        mallory.network(),
                        pair.relay().server("bob"),
                        Route.system(),
                        new RelayAllocation.Listener() {
                            @Override
                            public void onAllocated(RelayAllocation up) {
                                allocated.complete(null);
                            }

                            @Override
                            public void onData(InetSocketAddress peer, byte[] b, int o, int l) {
                                answers.incrementAndGet();
                            }

                            @Override
                            public void onLost(RelayFailure failure) {
                                allocated.completeExceptionally(
                                        new IllegalStateException(failure.name()));
                            }
                        });
        allocated.get(20, TimeUnit.SECONDS);
        return allocation;
    }

    private void send(RelayAllocation own) {
        send(own, relayedAddressOfAlice().orElseThrow());
    }

    private static void send(RelayAllocation own, InetSocketAddress to) {
        for (byte[] provocation : provocations()) {
            byte[] room =
                    Arrays.copyOf(
                            new byte[RelayAllocation.HEADROOM],
                            RelayAllocation.HEADROOM + provocation.length);
            System.arraycopy(provocation, 0, room, RelayAllocation.HEADROOM, provocation.length);
            own.send(to, room, RelayAllocation.HEADROOM, provocation.length);
        }
    }

    /** As Bob learns it: from the first candidate that Alice signals. */
    private Optional<InetSocketAddress> relayedAddressOfAlice() {
        return pair.signaling().messages().stream()
                .filter(message -> message.from().equals(pair.alice().id()))
                .flatMap(message -> Arrays.stream(message.text().split(" ", -1)))
                .filter(word -> word.startsWith("c="))
                .map(word -> word.split(",", -1))
                .map(
                        fields ->
                                new InetSocketAddress(
                                        pair.relay().address().getAddress(),
                                        Integer.parseInt(fields[3])))
                .findFirst();
    }
}
