package io.calling.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.PeerId;
import io.calling.ice.net.BoundDatagramSocket;
import io.calling.testkit.CallPair;
import io.calling.testkit.SignaledMessage;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.SocketLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import io.calling.testkit.net.LoggedPacket;
import io.calling.testkit.net.VirtualHost;
import io.calling.testkit.net.VirtualNetwork;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the other side, and whoever stands in the middle, cannot do to learn an address. */
@ExtendWith({ThreadLeakExtension.class, SocketLeakExtension.class, LogLeakExtension.class})
class PrivacyTest {
    private static final String ALICES_ADDRESS = "192.0.2.17";
    private static final String BOBS_ADDRESS = "198.51.100.34";

    private final VirtualNetwork world = VirtualNetwork.inRealTime(5);
    private final CallPair pair = CallPair.on(world);

    @AfterEach
    void close() {
        pair.close();
    }

    private void talk() {
        pair.connect();
        pair.alice().awaitHearing(pair.bob().tone());
        pair.bob().awaitHearing(pair.alice().tone());
        pair.alice().call().hangUp();
        pair.bob().awaitEnd();
        pair.alice().awaitEnd();
    }

    private static List<String> textsTo(CallPair to, PeerId id) {
        return to.signaling().messages().stream()
                .filter(message -> message.to().equals(id))
                .map(SignaledMessage::text)
                .toList();
    }

    @Test
    void L02_neitherSideCarriesAnAddressOfTheOther() {
        talk();
        assertThat(world.log().sightings("alice", "bob")).isEmpty();
        assertThat(world.log().sightings("bob", "alice")).isEmpty();
        assertThat(textsTo(pair, pair.bob().id())).noneMatch(t -> t.contains(ALICES_ADDRESS));
        assertThat(textsTo(pair, pair.alice().id())).noneMatch(t -> t.contains(BOBS_ADDRESS));
    }

    @Test
    void theRelayWhichMustKnowBothIsSeenToKnowThem() {
        talk();
        assertThat(world.log().sightings("alice", "relay")).isNotEmpty();
        assertThat(world.log().sightings("bob", "relay")).isNotEmpty();
    }

    @Test
    void L02_L26_everyPacketOfAPrivateCallIsBetweenAPartyAndTheRelay() {
        talk();
        assertThat(world.log().packets())
                .filteredOn(packet -> packet.direction() == LoggedPacket.Direction.UP)
                .allMatch(packet -> isRelay(packet.from()) || isRelay(packet.to()));
        assertThat(world.namesLookedUp()).isEmpty();
    }

    private static boolean isRelay(InetSocketAddress address) {
        return address.getAddress().getHostAddress().equals("203.0.113.9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "192.168.0.7", "172.16.9.9", "100.64.1.1"})
    void L16_privateAddressesPlantedInTheSignalingAreNeverSentTo(String address)
            throws IOException {
        assertThat(packetsCaughtAt(address, "host")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "169.254.1.1"})
    void L16_metadataAndLinkLocalAddressesAreNeverSentTo(String address) throws IOException {
        assertThat(packetsCaughtAt(address, "relay")).isZero();
    }

    @Test
    void L02_aPublicAddressPlantedInTheSignalingHearsFromRelaysOnly() throws IOException {
        packetsCaughtAt("192.0.2.99", "host");
        assertThat(world.log().sightings("alice", "trap")).isEmpty();
        assertThat(world.log().sightings("bob", "trap")).isEmpty();
    }

    private int packetsCaughtAt(String address, String type) throws IOException {
        VirtualHost trap = world.host("trap", address);
        AtomicInteger caught = new AtomicInteger();
        var bait = new InetSocketAddress(trap.address(), 5000);
        String candidate = "c=9,2130706431," + address + ",5000," + type;
        try (BoundDatagramSocket listening =
                trap.network().bindDatagram(bait, (from, b, o, n) -> caught.incrementAndGet())) {
            pair.signaling().change(text -> plant(text, candidate));
            talk();
        }
        assertThat(pair.signaling().messages()).anyMatch(m -> m.text().contains(address));
        return caught.get();
    }

    // Before the candidates that the message has.
    private static String plant(String text, String candidate) {
        return text.contains(" c=") ? text.replaceFirst(" c=", " " + candidate + " c=") : text;
    }

    @Test
    void L01_nothingMovesBeforeBobAccepts() {
        pair.alice().place(pair.bob().id());
        pair.bob().awaitIncoming();
        pair.expect("Alice to be told", () -> !textsTo(pair, pair.alice().id()).isEmpty());
        assertThat(pair.alice().microphone().framesDrawn()).isZero();
        assertThat(pair.relay().counters().packetsToPeers()).isZero();
        assertThat(pair.relay().counters().packetsWithoutPermission()).isZero();
        assertThat(sentBy("bob")).allMatch(packet -> isRelay(packet.to()));
    }

    private Stream<LoggedPacket> sentBy(String host) {
        return world.log().packets().stream()
                .filter(p -> p.place().equals(host))
                .filter(p -> p.direction() == LoggedPacket.Direction.UP);
    }
}
