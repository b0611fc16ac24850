package io.calling.ice.stun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StunWriterTest {
    private static final TransactionId ID = new TransactionId(7, 42);

    private final StunMessage message = new StunMessage();

    @Test
    void everyClassAndMethodSurvivesTheWay() {
        StunWriter writer = new StunWriter(64);
        for (StunClass messageClass : StunClass.values()) {
            for (int method = 0; method <= 0xFFF; method++) {
                writer.begin(messageClass, method, ID);
                assertThat(message.wrap(writer.buffer(), 0, writer.length()))
                        .isEqualTo(StunValidity.VALID);
                assertThat(message.messageClass()).isEqualTo(messageClass);
                assertThat(message.method()).isEqualTo(method);
                assertThat(message.is(messageClass, method)).isTrue();
            }
        }
    }

    @Test
    void randomAddressesSurviveTheWay() throws UnknownHostException {
        Random random = new Random(3);
        for (int i = 0; i < 2000; i++) {
            byte[] ip = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(ip);
            TransactionId id = new TransactionId(random.nextInt(), random.nextLong());
            InetSocketAddress address =
                    new InetSocketAddress(InetAddress.getByAddress(ip), random.nextInt(65536));
            byte[] bytes =
                    new StunWriter(128)
                            .begin(StunClass.SUCCESS, StunMethod.ALLOCATE, id)
                            .xorAddress(StunAttribute.XOR_RELAYED_ADDRESS, address)
                            .address(StunAttribute.ALTERNATE_SERVER, address)
                            .toByteArray();
            message.wrap(bytes, 0, bytes.length);
            assertThat(message.transactionId()).isEqualTo(id);
            assertThat(message.xorAddress(StunAttribute.XOR_RELAYED_ADDRESS)).isEqualTo(address);
            assertThat(message.address(StunAttribute.ALTERNATE_SERVER)).isEqualTo(address);
        }
    }

    @Test
    void randomValuesOfEveryLengthSurviveTheWay() {
        Random random = new Random(4);
        for (int length = 0; length < 300; length++) {
            byte[] value = new byte[length];
            random.nextBytes(value);
            byte[] bytes =
                    new StunWriter(512)
                            .begin(StunClass.INDICATION, StunMethod.SEND, ID)
                            .bytes(StunAttribute.DATA, value)
                            .uint64(StunAttribute.ICE_CONTROLLING, length)
                            .fingerprint()
                            .toByteArray();
            assertThat(message.wrap(bytes, 0, bytes.length)).isEqualTo(StunValidity.VALID);
            assertThat(message.bytes(StunAttribute.DATA)).isEqualTo(value);
            assertThat(message.verifyFingerprint()).isTrue();
        }
    }

    @Test
    void aValueIsWrappedWhereItLies() {
        byte[] buffer = new byte[64];
        Arrays.fill(buffer, 24, 29, (byte) 0x5A);
        Arrays.fill(buffer, 29, 64, (byte) 0x77);
        StunWriter writer = new StunWriter(buffer, 0);
        writer.begin(StunClass.INDICATION, StunMethod.SEND, ID).inPlace(StunAttribute.DATA, 5);
        message.wrap(buffer, 0, writer.length());
        assertThat(message.bytes(StunAttribute.DATA)).containsOnly(0x5A).hasSize(5);
        assertThat(Arrays.copyOfRange(buffer, 29, 32)).as("padding").containsOnly(0);
        assertThat(buffer[32]).as("what follows").isEqualTo((byte) 0x77);
    }

    @Test
    void aChannelNumberAndUnknownAttributesAreWrittenAsTheRfcSays() {
        byte[] bytes =
                new StunWriter(64)
                        .begin(StunClass.ERROR, StunMethod.CHANNEL_BIND, ID)
                        .channelNumber(0x4001)
                        .unknownAttributes(0x7001, 0x7002, 0x7003)
                        .toByteArray();
        message.wrap(bytes, 0, bytes.length);
        assertThat(message.uint16(StunAttribute.CHANNEL_NUMBER)).isEqualTo(0x4001);
        assertThat(message.bytes(StunAttribute.UNKNOWN_ATTRIBUTES))
                .containsExactly(0x70, 1, 0x70, 2, 0x70, 3);
    }

    @Test
    void whatDoesNotFitIsTheCallersBug() {
        StunWriter writer = new StunWriter(24).begin(StunClass.REQUEST, StunMethod.BINDING, ID);
        assertThatThrownBy(() -> writer.bytes(StunAttribute.NONCE, new byte[8]))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aDestroyedKeyAuthenticatesNothing() {
        IntegrityKey key = IntegrityKey.shortTerm("soon gone");
        key.destroy();
        StunWriter writer = new StunWriter(64).begin(StunClass.REQUEST, StunMethod.BINDING, ID);
        assertThat(key.isDestroyed()).isTrue();
        assertThatThrownBy(() -> writer.integrity(key)).isInstanceOf(IllegalStateException.class);
    }
}
