package io.calling.testkit.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AddressWatchTest {
    private static final InetSocketAddress RELAY = new InetSocketAddress("203.0.113.9", 3478);
    private static final InetSocketAddress BOB = new InetSocketAddress("198.51.100.2", 5000);
    private static final InetSocketAddress ALICE = new InetSocketAddress("192.0.2.17", 5000);

    private final AddressWatch watch = new AddressWatch();

    @BeforeEach
    void watchAlice() {
        watch.add("alice", Addresses.literals("192.0.2.17", "2001:db8::a11c:e"));
    }

    private List<Sighting.Form> formsIn(InetSocketAddress from, byte[] payload) {
        Payload copy = Payload.copyOf(payload, 0, payload.length);
        watch.inspect("bob", new Packet(1, Transport.UDP, from, BOB, copy, null));
        return watch.sightings("alice", "bob").stream().map(Sighting::form).toList();
    }

    private List<Sighting.Form> formsIn(byte[] payload) {
        return formsIn(RELAY, payload);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void anInnocentPacketShowsNothing() {
        assertThat(formsIn(text("nothing to see"))).isEmpty();
    }

    @Test
    void theSourceOfAPacketIsSeen() {
        assertThat(formsIn(ALICE, new byte[0])).containsExactly(Sighting.Form.SOURCE);
    }

    @Test
    void plainBytesAreSeenAnywhere() {
        assertThat(formsIn(new byte[] {9, 9, 9, (byte) 192, 0, 2, 17}))
                .containsExactly(Sighting.Form.PLAIN);
    }

    @Test
    void reversedBytesAreSeen() {
        assertThat(formsIn(new byte[] {17, 2, 0, (byte) 192}))
                .containsExactly(Sighting.Form.REVERSED);
    }

    @Test
    void theXoredIpv4AddressIsSeen() {
        byte[] hidden = AddressForms.xored(ALICE.getAddress().getAddress(), new byte[12]);
        assertThat(formsIn(hidden)).containsExactly(Sighting.Form.XORED);
    }

    @Test
    void theXoredIpv6AddressIsSeenUnderItsOwnTransactionId() {
        byte[] id = text("abcdefghijkl");
        byte[] address = Addresses.literal("2001:db8::a11c:e").getAddress();
        byte[] message =
                ByteBuffer.allocate(44)
                        .putInt(0x0101_0018)
                        .putInt(AddressForms.COOKIE)
                        .put(id)
                        .putInt(0x0020_0014)
                        .putInt(0x0002_0000)
                        .put(AddressForms.xored(address, id), 0, 16)
                        .array();
        assertThat(formsIn(message)).containsExactly(Sighting.Form.XORED);
    }

    @Test
    void textIsSeenInAllItsSpellings() {
        for (String spelling : List.of("192.0.2.17", "2001:db8::a11c:e", "2001:DB8::A11C:E")) {
            assertThat(formsIn(text("a=candidate:1 1 UDP 1 " + spelling + " 9")))
                    .contains(Sighting.Form.TEXT);
        }
    }

    @Test
    void anotherAddressThatContainsTheTextIsNoSighting() {
        assertThat(formsIn(text("192.0.2.171"))).isEmpty();
    }

    @Test
    void ciphertextThatHappensToEqualAnAddressIsNoSighting() {
        byte[] rtp = new byte[40];
        rtp[0] = (byte) 0x80;
        rtp[1] = 111;
        System.arraycopy(ALICE.getAddress().getAddress(), 0, rtp, 20, 4);
        assertThat(formsIn(rtp)).isEmpty();
    }

    @Test
    void headersAndRtcpAreLookedThroughWhole() {
        byte[] rtp = new byte[40];
        rtp[0] = (byte) 0x80;
        rtp[1] = 111;
        System.arraycopy(ALICE.getAddress().getAddress(), 0, rtp, 8, 4); // as an SSRC
        assertThat(formsIn(rtp)).containsExactly(Sighting.Form.PLAIN);
        byte[] rtcp = new byte[60];
        rtcp[0] = (byte) 0x80;
        rtcp[1] = (byte) 202;
        System.arraycopy(text("user@192.0.2.17"), 0, rtcp, 20, 15);
        assertThat(formsIn(rtcp)).contains(Sighting.Form.TEXT);
    }

    @Test
    void aSightingCountsItsPackets() {
        formsIn(text("192.0.2.17"));
        formsIn(text("and 192.0.2.17"));
        assertThat(watch.sightings("alice", "bob"))
                .singleElement()
                .satisfies(s -> assertThat(s.times()).isEqualTo(2));
    }

    @Test
    void nobodyIsSeenByThemselves() {
        watch.inspect(
                "alice",
                new Packet(
                        1,
                        Transport.UDP,
                        RELAY,
                        ALICE,
                        Payload.copyOf(text("192.0.2.17"), 0, 10),
                        null));
        assertThat(watch.sightings("alice", "alice")).isEmpty();
    }
}
