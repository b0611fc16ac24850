package io.calling.testkit.assertion;

import static io.calling.testkit.assertion.CallAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calling.ice.net.BoundDatagramSocket;
import io.calling.testkit.Attack;
import io.calling.testkit.CallPair;
import io.calling.testkit.VirtualPeer;
import io.calling.testkit.net.VirtualHost;
import io.calling.testkit.net.VirtualNetwork;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each leak that is planted here is found, and a call without one has none. */
class LeakAssertionsTest {
    private static final String ALICES_ADDRESS = "192.0.2.17";

    private final CallPair pair = CallPair.inTestTime(3);
    private final VirtualNetwork network = pair.virtualNetwork().orElseThrow();

    @AfterEach
    void close() {
        pair.close();
    }

    private void assertLeaks(String how) {
        assertThatThrownBy(
                        () -> assertThat(network).carriedNoAddressOf(pair.alice()).to(pair.bob()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(how)
                .hasMessageContaining("seed 3");
    }

    private void aliceTellsBob(String text) {
        pair.signaling().inject(pair.alice().id(), pair.bob().id(), text);
    }

    @Test
    void aCallWithoutALeakHasNone() {
        pair.connect();
        pair.pass(Duration.ofSeconds(10));
        assertThat(pair.alice()).isActive().isRelayed().heard(pair.bob().tone());
        assertThat(network)
                .carriedNoAddressOf(pair.alice())
                .to(pair.bob())
                .carriedNoAddressOf(pair.bob())
                .to(pair.alice())
                .carriedNothingBetween("alice", "bob")
                .lookedUpNoName();
    }

    @Test
    void L02_aHostCandidateIsFound() {
        pair.signaling()
                .change(
                        text ->
                                text.replaceFirst(
                                        " c=",
                                        " c=9,2130706431," + ALICES_ADDRESS + ",5000,host c="));
        pair.alice().place(pair.bob().id());
        pair.bob().awaitIncoming();
        assertLeaks("TEXT");
    }

    @Test
    void L09_aRelatedAddressIsFound() {
        aliceTellsBob(
                "candidate:1 1 udp 16777215 203.0.113.9 50000 typ relay raddr "
                        + ALICES_ADDRESS
                        + " rport 49152");
        assertLeaks("TEXT");
    }

    @Test
    void L10_theHashOfAnAddressInAFoundationIsFound() {
        CRC32 checksum = new CRC32();
        checksum.update(("host" + ALICES_ADDRESS + "udp").getBytes(StandardCharsets.US_ASCII));
        aliceTellsBob("c=" + checksum.getValue() + ",16777215,203.0.113.9,50000,relay");
        assertLeaks("HASHED");
    }

    /** MD5 of {@code relay|udp|192.0.2.17}, of which the first seven digits are cut off. */
    @Test
    void L10_soIsOneOfWhichAPartWasCutOff() throws Exception {
        byte[] digest =
                MessageDigest.getInstance("MD5")
                        .digest(
                                ("relay|udp|" + ALICES_ADDRESS)
                                        .getBytes(StandardCharsets.US_ASCII));
        String hex = HexFormat.of().formatHex(digest);
        aliceTellsBob(
                "candidate:" + hex.substring(7) + " 1 udp 16777215 203.0.113.9 50000 typ relay");
        assertLeaks("HASHED");
    }

    @Test
    void L11_anAnswerThatMakesAPeerReflexiveCandidateIsFound() throws IOException {
        InetSocketAddress open = new InetSocketAddress(network.host("alice").address(), 6_000);
        BoundDatagramSocket[] answering = new BoundDatagramSocket[1];
        answering[0] =
                network.host("alice")
                        .network()
                        .bindDatagram(open, (from, b, o, n) -> answering[0].send(from, b, o, n));
        BoundDatagramSocket asking = socket(network.host("bob"), 6_001);
        asking.send(open, new byte[20], 0, 20);
        network.settle();
        assertLeaks("SOURCE");
    }

    private static BoundDatagramSocket socket(VirtualHost host, int port) throws IOException {
        return host.network()
                .bindDatagram(new InetSocketAddress(host.address(), port), (from, b, o, n) -> {});
    }

    @Test
    void L12_anAddressInACnameIsFound() throws IOException {
        byte[] name = ("alice@" + ALICES_ADDRESS).getBytes(StandardCharsets.US_ASCII);
        byte[] report = new byte[12 + name.length];
        report[0] = (byte) 0x81;
        report[1] = (byte) 202; // SDES (RFC 3550, 6.5)
        report[8] = 1;
        report[9] = (byte) name.length;
        System.arraycopy(name, 0, report, 10, name.length);
        BoundDatagramSocket relay = socket(network.host("relay"), 6_000);
        InetSocketAddress bob = new InetSocketAddress(network.host("bob").address(), 6_001);
        relay.send(bob, report, 0, report.length);
        network.settle();
        assertLeaks("TEXT");
    }

    @Test
    void anAddressInBase64IsFound() {
        String name = "from " + ALICES_ADDRESS + " with love";
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        aliceTellsBob(Base64.getEncoder().encodeToString(bytes));
        assertLeaks("ENCODED");
    }

    @Test
    void anAddressInHexadecimalIsFound() {
        aliceTellsBob("0xc0000211");
        assertLeaks("ENCODED");
    }

    @Test
    void anAddressThatAliceHadLaterIsFoundToo() {
        pair.alice().link().readdress("192.0.2.77");
        aliceTellsBob("I am at 192.0.2.77 now");
        assertLeaks("TEXT");
    }

    @Test
    void aPacketThatWentStraightIsFound() throws IOException {
        BoundDatagramSocket alice = socket(network.host("alice"), 6_000);
        socket(network.host("bob"), 6_001);
        InetSocketAddress bob = new InetSocketAddress(network.host("bob").address(), 6_001);
        alice.send(bob, new byte[8], 0, 8);
        network.settle();
        assertThatThrownBy(() -> assertThat(network).carriedNothingBetween("alice", "bob"))
                .hasMessageContaining("1 packets from alice straight to bob");
    }

    @Test
    void aNameThatWasLookedUpIsFound() {
        var ignored = network.host("alice").network().resolve("bait.example");
        network.pass(Duration.ofSeconds(1));
        assertThatThrownBy(() -> assertThat(network).lookedUpNoName())
                .hasMessageContaining("bait.example");
    }

    /** And what all of this is for: none of the attacks makes an agent leak. */
    @ParameterizedTest
    @EnumSource(Attack.class)
    void noAttackLearnsAnything(Attack attack) {
        pair.connect();
        VirtualPeer mallory = pair.stranger("mallory", "203.0.113.66");
        attack.play(mallory, pair.alice().id());
        pair.pass(Duration.ofSeconds(70));
        assertThat(pair.alice()).isActive();
        assertThat(mallory.caught()).isZero();
        assertThat(network)
                .carriedNoAddressOf(pair.alice())
                .to("mallory")
                .carriedNothingBetween("alice", "mallory")
                .lookedUpNoName();
    }
}
