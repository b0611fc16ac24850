package io.calling.ice.stun;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.net.IpLiteral;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StunMessageTest {
    private static final TransactionId ID = new TransactionId(0x01020304, 0x05060708090A0B0CL);
    private static final InetSocketAddress PEER =
            new InetSocketAddress(IpLiteral.parse("192.0.2.15"), 2345);
    private static final IntegrityKey KEY = IntegrityKey.shortTerm("a password of ice");

    private final StunMessage message = new StunMessage();

    static Stream<byte[]> samples() {
        return Stream.of(
                Rfc5769Test.REQUEST,
                Rfc5769Test.IPV4_RESPONSE,
                Rfc5769Test.IPV6_RESPONSE,
                Rfc5769Test.LONG_TERM_REQUEST,
                Rfc8489AppendixBTest.REQUEST);
    }

    private static StunWriter binding() {
        return new StunWriter(512).begin(StunClass.REQUEST, StunMethod.BINDING, ID);
    }

    private StunValidity wrap(byte[] bytes) {
        return message.wrap(bytes, 0, bytes.length);
    }

    private void wrapValid(StunWriter writer) {
        assertThat(wrap(writer.toByteArray())).isEqualTo(StunValidity.VALID);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aMessageCutAtAnyLengthIsTruncated(byte[] sample) {
        for (int length = 0; length < sample.length; length++) {
            assertThat(message.wrap(sample, 0, length)).isEqualTo(StunValidity.TRUNCATED);
            assertThat(wrap(Arrays.copyOf(sample, length))).isEqualTo(StunValidity.TRUNCATED);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aFlippedByteNeverPassesIntegrity(byte[] sample) {
        for (int i = 0; i < sample.length; i++) {
            byte[] flipped = sample.clone();
            flipped[i] ^= (byte) 0xFF;
            wrap(flipped);
            StunProbe.readEverything(message);
            if (!isBehindIntegrity(sample, i)) {
                assertThat(authentic()).as("byte %d", i).isFalse();
            }
        }
    }

    /** Whether any of the samples' keys fits. */
    private boolean authentic() {
        return message.verifyIntegrity(Rfc5769Test.KEY)
                || message.verifyIntegrity(Rfc5769Test.longTermKey())
                || message.verifyIntegritySha256(Rfc8489AppendixBTest.KEY);
    }

    /** FINGERPRINT is not authenticated. */
    private static boolean isBehindIntegrity(byte[] sample, int index) {
        return Bytes.int32(sample, sample.length - 8) == 0x80280004 && index >= sample.length - 8;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aMessageInTheMiddleOfABufferReadsTheSame(byte[] sample) {
        byte[] buffer = new byte[sample.length + 300];
        Arrays.fill(buffer, (byte) 0xEE);
        System.arraycopy(sample, 0, buffer, 128, sample.length);
        assertThat(message.wrap(buffer, 128, sample.length)).isEqualTo(StunValidity.VALID);
        StunMessage plain = new StunMessage();
        plain.wrap(sample, 0, sample.length);
        assertThat(StunProbe.readEverything(message)).isEqualTo(StunProbe.readEverything(plain));
    }

    @Test
    void bytesBehindTheMessageAreNoMessage() {
        assertThat(wrap(Arrays.copyOf(Rfc5769Test.REQUEST, Rfc5769Test.REQUEST.length + 4)))
                .isEqualTo(StunValidity.BAD_LENGTH);
    }

    @ParameterizedTest
    @CsvSource({"0x40", "0x80", "0x16", "0xC0"})
    void theFirstByteOfOtherProtocolsIsNotStun(String first) {
        byte[] bytes = Rfc5769Test.REQUEST.clone();
        bytes[0] = (byte) (int) Integer.decode(first);
        StunValidity expected = (bytes[0] & 0xC0) == 0 ? StunValidity.VALID : StunValidity.NOT_STUN;
        assertThat(wrap(bytes)).isEqualTo(expected);
    }

    @Test
    void withoutTheMagicCookieItIsNotStun() {
        byte[] bytes = Rfc5769Test.REQUEST.clone();
        bytes[4] ^= 1;
        assertThat(wrap(bytes)).isEqualTo(StunValidity.NOT_STUN);
    }

    @Test
    void anAttributeThatReachesPastTheEndIsBad() {
        byte[] bytes = binding().uint32(StunAttribute.LIFETIME, 600).toByteArray();
        bytes[23] = 5;
        assertThat(wrap(bytes)).isEqualTo(StunValidity.BAD_ATTRIBUTE);
        assertThat(message.has(StunAttribute.LIFETIME)).isFalse();
    }

    @Test
    void whatFollowsTheFingerprintMakesTheMessageBad() {
        byte[] bytes = binding().fingerprint().uint32(StunAttribute.LIFETIME, 1).toByteArray();
        assertThat(wrap(bytes)).isEqualTo(StunValidity.BAD_ATTRIBUTE);
    }

    @Test
    void anAttributeBehindIntegrityIsNotShown() {
        wrapValid(
                binding()
                        .uint32(StunAttribute.LIFETIME, 600)
                        .integrity(KEY)
                        .xorAddress(StunAttribute.XOR_PEER_ADDRESS, PEER)
                        .errorCode(401)
                        .fingerprint());
        assertThat(message.verifyIntegrity(KEY)).isTrue();
        assertThat(message.uint32(StunAttribute.LIFETIME)).isEqualTo(600);
        assertThat(message.has(StunAttribute.XOR_PEER_ADDRESS)).isFalse();
        assertThat(message.errorCode()).isEqualTo(StunMessage.NONE);
    }

    @Test
    void bothIntegritiesMayStandSideBySide() {
        wrapValid(binding().text(StunAttribute.NONCE, "n").integrity(KEY).integritySha256(KEY));
        assertThat(message.verifyIntegrity(KEY)).isTrue();
        assertThat(message.verifyIntegritySha256(KEY)).isTrue();
    }

    @Test
    void integrityOfAWrongSizeIsBad() {
        byte[] bytes = binding().bytes(StunAttribute.MESSAGE_INTEGRITY, new byte[16]).toByteArray();
        assertThat(wrap(bytes)).isEqualTo(StunValidity.BAD_ATTRIBUTE);
    }

    @Test
    void aMessageWithoutIntegrityIsNotAuthentic() {
        wrapValid(binding());
        assertThat(message.verifyIntegrity(KEY)).isFalse();
        assertThat(message.verifyIntegritySha256(KEY)).isFalse();
        assertThat(message.verifyFingerprint()).isFalse();
    }

    @Test
    void onlyTheFirstOfSeveralIntegritiesCounts() {
        IntegrityKey forger = IntegrityKey.shortTerm("another password");
        wrapValid(binding().integrity(KEY).integrity(forger));
        assertThat(message.verifyIntegrity(KEY)).isTrue();
        assertThat(message.verifyIntegrity(forger)).isFalse();
    }

    @Test
    void unknownAttributesThatMustBeUnderstoodAreListed() {
        wrapValid(
                binding()
                        .uint32(0x7001, 1)
                        .uint32(StunAttribute.PRIORITY, 2)
                        .uint32(0x8001, 3)
                        .uint32(0x7002, 4)
                        .integrity(KEY)
                        .uint32(0x7003, 5));
        assertThat(message.unknownAttributes(type -> type == StunAttribute.PRIORITY))
                .containsExactly(0x7001, 0x7002);
    }

    @Test
    void theFirstOfEqualAttributesWins() {
        wrapValid(
                binding()
                        .uint32(StunAttribute.LIFETIME, 1)
                        .uint32(StunAttribute.LIFETIME, 2)
                        .flag(StunAttribute.USE_CANDIDATE));
        int first = message.attribute(StunAttribute.LIFETIME);
        int second = message.attributeAfter(first, StunAttribute.LIFETIME);
        assertThat(message.uint32(StunAttribute.LIFETIME)).isOne();
        assertThat(second).isEqualTo(first + 8);
        assertThat(message.attributeAfter(second, StunAttribute.LIFETIME)).isEqualTo(-1);
        assertThat(message.has(StunAttribute.USE_CANDIDATE)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "00000300, 300", "00000401, 401", "00000426, 438", "00000663, 699", "FFFFFC63, 499",
        "00000263, -1", "00000700, -1", "00000464, -1", "0000, -1", "'', -1"
    })
    void anErrorCodeIsAClassFromThreeToSixAndANumberBelowAHundred(String hex, int expected) {
        wrapValid(binding().bytes(StunAttribute.ERROR_CODE, Rfc5769Test.hex(hex)));
        assertThat(message.errorCode()).isEqualTo(expected);
    }

    @Test
    void everyErrorCodeThatIsWrittenIsReadBack() {
        for (int code = 300; code < 700; code++) {
            wrapValid(binding().errorCode(code));
            assertThat(message.errorCode()).isEqualTo(code);
        }
    }

    @Test
    void aXoredAddressIsComparedWithoutBeingBuilt() {
        InetSocketAddress ipv6 = new InetSocketAddress(IpLiteral.parse("2001:db8::7"), 9);
        wrapValid(
                binding()
                        .xorAddress(StunAttribute.XOR_PEER_ADDRESS, PEER)
                        .xorAddress(StunAttribute.XOR_RELAYED_ADDRESS, ipv6));
        int v4 = message.attribute(StunAttribute.XOR_PEER_ADDRESS);
        int v6 = message.attribute(StunAttribute.XOR_RELAYED_ADDRESS);
        assertThat(message.xorAddressIs(v4, StunAddress.of(PEER))).isTrue();
        assertThat(message.xorAddressIs(v6, StunAddress.of(ipv6))).isTrue();
        assertThat(message.xorAddressIs(v6, StunAddress.of(PEER))).isFalse();
        assertThat(message.xorAddressIs(-1, StunAddress.of(PEER))).isFalse();
        assertThat(message.xorAddressIs(v4, otherPort())).isFalse();
        assertThat(message.xorAddress(StunAttribute.XOR_PEER_ADDRESS)).isEqualTo(PEER);
    }

    private static StunAddress otherPort() {
        return StunAddress.of(new InetSocketAddress(PEER.getAddress(), PEER.getPort() + 1));
    }

    @ParameterizedTest
    @CsvSource({"0003a147e112a643", "0002a147e112a643", "0001a147e112a6", "''"})
    void anAddressOfAWrongFamilyOrSizeIsNull(String hex) {
        wrapValid(binding().bytes(StunAttribute.XOR_PEER_ADDRESS, Rfc5769Test.hex(hex)));
        assertThat(message.xorAddress(StunAttribute.XOR_PEER_ADDRESS)).isNull();
        assertThat(message.address(StunAttribute.XOR_PEER_ADDRESS)).isNull();
    }

    @Test
    void randomBytesNeverThrow() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            StunProbe.probe(bytes);
            StunProbe.probe(StunProbe.withHeader(bytes));
        }
    }

    @Test
    void randomChangesToSamplesNeverThrow() {
        Random random = new Random(2);
        byte[][] samples = samples().toArray(byte[][]::new);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = samples[random.nextInt(samples.length)].clone();
            for (int change = random.nextInt(6); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            StunProbe.probe(bytes);
        }
    }

    @Test
    void nothingOfAMessagePrintsButItsKind() {
        wrapValid(binding().text(StunAttribute.USERNAME, "somebody"));
        assertThat(message).hasToString("StunMessage[REQUEST 0x1]");
        assertThat(StunAddress.of(PEER)).hasToString("StunAddress[IPv4]");
        assertThat(KEY).hasToString("IntegrityKey");
    }
}
