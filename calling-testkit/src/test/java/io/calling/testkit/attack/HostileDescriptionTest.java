package io.calling.testkit.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.WebRtcEndpoint;
import io.calling.WebRtcSession;
import io.calling.ice.CandidateFilter;
import io.calling.ice.net.BoundDatagramSocket;
import io.calling.testkit.await.Eventually;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import io.calling.testkit.net.VirtualHost;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Offers of a peer that wants us to look names up, to knock on doors, or to use its relay. The last
 * candidate of each is a trap that may be reached: once it is, so would the others have been.
 */
@ExtendWith({ThreadLeakExtension.class, LogLeakExtension.class})
class HostileDescriptionTest {
    private static final String VICTIM = "192.0.2.17";
    private static final String TRAP = "192.0.2.99";
    private static final String TRAP_CANDIDATE = "9 1 udp 1 " + TRAP + " 50000 typ host";

    private final AtomicInteger trapped = new AtomicInteger();
    private EndpointWorld world;
    private BoundDatagramSocket trap;
    private String offer;

    @BeforeEach
    void open() throws Exception {
        world = new EndpointWorld();
        VirtualHost host = world.network.host("trap", TRAP);
        InetSocketAddress address = new InetSocketAddress(host.address(), 50000);
        trap = host.network().bindDatagram(address, (f, b, o, l) -> trapped.incrementAndGet());
        offer =
                EndpointWorld.description(
                        EndpointWorld.offer(world.endpoint("attacker", "198.51.100.66")));
    }

    @AfterEach
    void close() throws Exception {
        trap.close();
        world.close();
    }

    /** Lets the victim answer an offer with these candidates; its session, when the trap is hit. */
    private WebRtcSession bait(String... candidates) throws Exception {
        return bait(text -> text, candidates);
    }

    private WebRtcSession bait(UnaryOperator<String> change, String... candidates)
            throws Exception {
        String lines =
                Arrays.stream(candidates)
                                .map(candidate -> "a=candidate:" + candidate + "\r\n")
                                .collect(Collectors.joining())
                        + "a=candidate:"
                        + TRAP_CANDIDATE
                        + "\r\n";
        String hostile =
                change.apply(
                        offer.replaceAll("a=candidate:[^\r]*\r\n", "")
                                .replaceFirst("a=end-of-candidates\r\n", lines));
        assertThat(hostile).contains(TRAP_CANDIDATE);
        WebRtcSession session =
                EndpointWorld.answer(world.endpoint("victim", VICTIM, "10.9.9.9"), hostile);
        assertThat(Eventually.holds(Duration.ofSeconds(30), () -> trapped.get() > 0)).isTrue();
        return session;
    }

    private Set<String> reachedByTheRelay() {
        return world.sentBy("relay")
                .map(packet -> packet.to().getAddress().getHostAddress())
                .collect(Collectors.toSet());
    }

    private void assertOnlyTheTrapWasReached() {
        assertThat(world.sentBy("victim"))
                .allMatch(p -> p.to().getAddress().getHostAddress().equals(EndpointWorld.RELAY));
        assertThat(reachedByTheRelay()).containsOnly(VICTIM, "198.51.100.66", TRAP);
        assertThat(world.network.namesLookedUp()).isEmpty();
        assertThat(world.network.log().sightings("victim", "trap")).isEmpty();
        assertThat(world.network.log().sightings("victim", "attacker")).isEmpty();
    }

    @Test
    void L03_namesInCandidatesAreNeverLookedUp() throws Exception {
        bait(
                "1 1 udp 2130706431 victim-is-home.tracker.example 50000 typ host",
                "2 1 udp 2130706430 localhost 50000 typ host",
                "3 1 tcp 2130706429 tcp.tracker.example 9 typ host tcptype active",
                "4 1 udp 2130706428 0x0a000001 50000 typ host",
                "5 1 udp 2130706427 167772161 50000 typ host",
                "6 1 udp 2130706426 10.1 50000 typ host",
                "7 2 udp 2130706425 rtcp.tracker.example 50000 typ host");

        assertOnlyTheTrapWasReached();
    }

    @Test
    void L03_namesElsewhereInAnOfferAreNeverLookedUp() throws Exception {
        bait(
                text ->
                        text.replace("c=IN IP4 0.0.0.0", "c=IN IP4 c-line.tracker.example")
                                .replace("IN IP4 127.0.0.1", "IN IP4 o-line.tracker.example")
                                .replace(
                                        "a=rtcp-mux\r\n",
                                        "a=rtcp-mux\r\na=rtcp:9 IN IP4 rtcp.tracker.example\r\n"
                                                + "a=remote-candidates:1 remote.tracker.example"
                                                + " 50000\r\n"),
                "1 1 udp 2130706431 "
                        + TRAP
                        + " 50000 typ srflx raddr raddr.tracker.example rport 9");

        assertOnlyTheTrapWasReached();
    }

    @Test
    void L04_localNamesAreNeverAskedFor() throws Exception {
        bait(
                "1 1 udp 2130706431 4ce9a2f6-8a7c-4a11-9c2f-0d1b9a6ce001.local 50000 typ host",
                "2 1 udp 2130706430 VICTIM.LOCAL 50000 typ host",
                "3 1 udp 2130706429 victim.local. 50000 typ host");

        assertOnlyTheTrapWasReached();
    }

    @Test
    void L16_L35_noDoorIsKnockedOnForThePeer() throws Exception {
        WebRtcSession session =
                bait(
                        "1 1 udp 2130706431 127.0.0.1 50000 typ host",
                        "2 1 udp 2130706430 10.9.9.1 50000 typ host",
                        "3 1 udp 2130706429 192.168.0.1 50000 typ relay",
                        "4 1 udp 2130706428 169.254.169.254 50000 typ relay",
                        "5 1 udp 2130706427 100.100.100.200 50000 typ srflx",
                        "6 1 udp 2130706426 224.0.0.251 5353 typ host",
                        "7 1 udp 2130706425 255.255.255.255 50000 typ host",
                        "8 1 udp 2130706424 0.0.0.0 50000 typ host",
                        "9 1 udp 2130706423 " + TRAP + " 22 typ host",
                        "10 1 udp 2130706422 " + TRAP + " 53 typ prflx");

        assertOnlyTheTrapWasReached();
        assertThat(world.sentBy("relay"))
                .noneMatch(p -> p.to().getPort() < 1024 && p.to().getPort() != 3478);
        assertThat(session.statistics().transport().candidatesRefused()).isEqualTo(10);
    }

    @Test
    void L35_ofAFloodOfCandidatesAHundredAreConsidered() throws Exception {
        EndpointWorld.answer(world.endpoint("victim", VICTIM), flooded(1_500));

        assertThat(
                        Eventually.holds(
                                Duration.ofSeconds(30),
                                () -> portsKnockedOnAt("198.51.100.200") >= 100))
                .isTrue();
        world.network.pass(Duration.ofMillis(300)); // room for sixty more
        assertThat(portsKnockedOnAt("198.51.100.200")).isEqualTo(100);
    }

    private String flooded(int count) {
        String flood =
                IntStream.range(0, count)
                        .mapToObj(
                                i ->
                                        "a=candidate:1 1 udp 1 198.51.100.200 "
                                                + (2_000 + i)
                                                + " typ host\r\n")
                        .collect(Collectors.joining());
        return offer.replaceAll("a=candidate:[^\r]*\r\n", "")
                .replaceFirst("a=end-of-candidates\r\n", flood);
    }

    private long portsKnockedOnAt(String address) {
        return world.sentBy("relay")
                .map(packet -> packet.to())
                .filter(to -> to.getAddress().getHostAddress().equals(address))
                .map(InetSocketAddress::getPort)
                .distinct()
                .count();
    }

    @Test
    void L18_aRelayOfThePeersIsOneMoreAddressAndNoRelayOfOurs() throws Exception {
        bait("1 1 udp 16777215 " + TRAP + " 3478 typ relay raddr 10.9.9.9 rport 1");

        assertOnlyTheTrapWasReached();
        assertThat(world.sentBy("victim"))
                .allMatch(p -> p.to().getPort() == 3478 && !p.to().toString().contains(TRAP));
    }

    @Test
    void aFilterOfTheApplicationNarrowsBothSides() throws Exception {
        try (WebRtcEndpoint strict =
                world.builder(world.network.host("victim", VICTIM))
                        .candidateFilter(CandidateFilter.relayedOnly(CandidateFilter.Side.REMOTE))
                        .candidateFilter(CandidateFilter.local(own -> own.priority() > 0))
                        .build()) {
            WebRtcSession session = EndpointWorld.answer(strict, flooded(3));

            assertThat(
                            Eventually.holds(
                                    Duration.ofSeconds(30),
                                    () ->
                                            session.statistics().transport().candidatesRefused()
                                                    == 3))
                    .isTrue();
        }
        assertThat(reachedByTheRelay()).doesNotContain("198.51.100.200");
    }
}
