package io.calling.ice.stun;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.net.IpLiteral;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The sample messages of RFC 5769, 2.1 to 2.4. */
class Rfc5769Test {
    static final byte[] REQUEST =
            hex(
                    """
                    00010058 2112a442 b7e7a701 bc34d686 fa87dfae
                    80220010 5354554e 20746573 7420636c 69656e74
                    00240004 6e0001ff
                    80290008 932ff9b1 51263b36
                    00060009 6576746a 3a683676 59202020
                    00080014 9aeaa70c bfd8cb56 781ef2b5 b2d3f249 c1b571a2
                    80280004 e57a3bcf
                    """);

    static final byte[] IPV4_RESPONSE =
            hex(
                    """
                    0101003c 2112a442 b7e7a701 bc34d686 fa87dfae
                    8022000b 74657374 20766563 746f7220
                    00200008 0001a147 e112a643
                    00080014 2b91f599 fd9e90c3 8c7489f9 2af9ba53 f06be7d7
                    80280004 c07d4c96
                    """);

    static final byte[] IPV6_RESPONSE =
            hex(
                    """
                    01010048 2112a442 b7e7a701 bc34d686 fa87dfae
                    8022000b 74657374 20766563 746f7220
                    00200014 0002a147 0113a9fa a5d3f179 bc25f4b5 bed2b9d9
                    00080014 a382954e 4be67bf1 1784c97c 8292c275 bfe3ed41
                    80280004 c8fb0b4c
                    """);

    static final byte[] LONG_TERM_REQUEST =
            hex(
                    """
                    00010060 2112a442 78ad3433 c6ad72c0 29da412e
                    00060012 e3839ee3 8388e383 aae38383 e382afe3 82b90000
                    0015001c 662f2f34 39396b39 35346436 4f4c3334 6f4c3946 53547679 36347341
                    0014000b 6578616d 706c652e 6f726700
                    00080014 f6702465 6dd64a3e 02b8e071 2e85c9a2 8ca89666
                    """);

    static final IntegrityKey KEY = IntegrityKey.shortTerm("VOkJxbRl1RmTxUk/WvJxBt");
    private static final TransactionId ID =
            TransactionId.of(HexFormat.of().parseHex("b7e7a701bc34d686fa87dfae"));

    private final StunMessage message = new StunMessage();

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
    }

    private void wrap(byte[] bytes) {
        assertThat(message.wrap(bytes, 0, bytes.length)).isEqualTo(StunValidity.VALID);
    }

    @Test
    void theRequestOf21IsReadAndAuthentic() {
        wrap(REQUEST);
        assertThat(message.is(StunClass.REQUEST, StunMethod.BINDING)).isTrue();
        assertThat(message.transactionId()).isEqualTo(ID);
        assertThat(message.text(StunAttribute.SOFTWARE)).isEqualTo("STUN test client");
        assertThat(message.uint32(StunAttribute.PRIORITY)).isEqualTo(0x6E0001FFL);
        assertThat(message.text(StunAttribute.USERNAME)).isEqualTo("evtj:h6vY");
        assertThat(message.verifyIntegrity(KEY)).isTrue();
        assertThat(message.verifyFingerprint()).isTrue();
    }

    @Test
    void theIpv4ResponseOf22IsReadAndAuthentic() {
        wrap(IPV4_RESPONSE);
        assertThat(message.is(StunClass.SUCCESS, StunMethod.BINDING)).isTrue();
        assertThat(message.xorAddress(StunAttribute.XOR_MAPPED_ADDRESS))
                .isEqualTo(new InetSocketAddress(IpLiteral.parse("192.0.2.1"), 32853));
        assertThat(message.verifyIntegrity(KEY)).isTrue();
        assertThat(message.verifyFingerprint()).isTrue();
    }

    @Test
    void theIpv6ResponseOf23IsReadAndAuthentic() {
        wrap(IPV6_RESPONSE);
        assertThat(message.xorAddress(StunAttribute.XOR_MAPPED_ADDRESS))
                .isEqualTo(
                        new InetSocketAddress(
                                IpLiteral.parse("2001:db8:1234:5678:11:2233:4455:6677"), 32853));
        assertThat(message.verifyIntegrity(KEY)).isTrue();
        assertThat(message.verifyFingerprint()).isTrue();
    }

    @Test
    void theLongTermRequestOf24IsAuthenticWithThePreparedPassword() {
        wrap(LONG_TERM_REQUEST);
        assertThat(message.verifyIntegrity(longTermKey())).isTrue();
    }

    @Test
    void theLongTermRequestOf24IsWrittenByteByByte() {
        byte[] written =
                new StunWriter(256)
                        .begin(
                                StunClass.REQUEST,
                                StunMethod.BINDING,
                                TransactionId.read(LONG_TERM_REQUEST, 8))
                        .text(StunAttribute.USERNAME, "マトリックス")
                        .text(StunAttribute.NONCE, "f//499k954d6OL34oL9FSTvy64sA")
                        .text(StunAttribute.REALM, "example.org")
                        .integrity(longTermKey())
                        .toByteArray();
        assertThat(written).isEqualTo(LONG_TERM_REQUEST);
    }

    static IntegrityKey longTermKey() {
        return IntegrityKey.longTerm(
                PasswordAlgorithm.MD5,
                PreparedText.saslprep("マトリックス"),
                "example.org",
                PreparedText.saslprep("The\u00ADM\u00AAtr\u2168"));
    }

    @Test
    void anotherPasswordIsNotAuthentic() {
        wrap(REQUEST);
        assertThat(message.verifyIntegrity(IntegrityKey.shortTerm("VOkJxbRl1RmTxUk/WvJxBu")))
                .isFalse();
    }
}
