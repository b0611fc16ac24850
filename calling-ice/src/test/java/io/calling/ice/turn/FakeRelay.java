package io.calling.ice.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.net.IpLiteral;
import io.calling.ice.stun.IntegrityKey;
import io.calling.ice.stun.PasswordAlgorithm;
import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunClass;
import io.calling.ice.stun.StunMessage;
import io.calling.ice.stun.StunMethod;
import io.calling.ice.stun.StunValidity;
import io.calling.ice.stun.StunWriter;
import io.calling.ice.stun.TransactionId;
import java.net.InetSocketAddress;
import java.util.function.UnaryOperator;

/** Answers requests as a relay would, or as a hostile one would. Knows the credentials. */
final class FakeRelay {
    static final String USERNAME = "alice";
    static final String PASSWORD = "secret";
    static final InetSocketAddress RELAYED = address("203.0.113.1", 50_000);
    static final InetSocketAddress MAPPED = address("192.0.2.1", 40_000);

    String realm = "example.org";
    String nonce = "nonce-1";

    /** PASSWORD-ALGORITHMS to offer, or null. */
    byte[] algorithms;

    static InetSocketAddress address(String ip, int port) {
        return new InetSocketAddress(IpLiteral.parse(ip), port);
    }

    static StunMessage parse(byte[] bytes) {
        StunMessage message = new StunMessage();
        assertThat(message.wrap(bytes, 0, bytes.length)).isEqualTo(StunValidity.VALID);
        return message;
    }

    /** Speaks RFC 8489 from now on: SHA-256 and MD5 offered, bound by the nonce. */
    FakeRelay modern() {
        nonce = "obMatJos2gAAAnonce-1";
        algorithms = new byte[] {0, 1, 0, 0, 0, 2, 0, 0};
        return this;
    }

    private IntegrityKey key() {
        PasswordAlgorithm algorithm =
                algorithms == null ? PasswordAlgorithm.MD5 : PasswordAlgorithm.SHA256;
        return IntegrityKey.longTerm(algorithm, USERNAME, realm, PASSWORD);
    }

    /** Whether a request carries the credentials, this realm and this nonce. */
    boolean isSigned(byte[] request) {
        StunMessage message = parse(request);
        boolean proven =
                algorithms == null
                        ? message.verifyIntegrity(key())
                        : message.verifyIntegritySha256(key());
        return proven
                && realm.equals(message.text(StunAttribute.REALM))
                && nonce.equals(message.text(StunAttribute.NONCE));
    }

    private static StunWriter response(byte[] request, StunClass messageClass) {
        StunMessage message = parse(request);
        return new StunWriter(1024).begin(messageClass, message.method(), message.transactionId());
    }

    private StunWriter sign(StunWriter writer) {
        return algorithms == null ? writer.integrity(key()) : writer.integritySha256(key());
    }

    /** 401 or 438, with the challenge of the moment. */
    byte[] challenge(byte[] request, int code) {
        StunWriter writer =
                response(request, StunClass.ERROR)
                        .errorCode(code)
                        .text(StunAttribute.REALM, realm)
                        .text(StunAttribute.NONCE, nonce);
        return algorithms == null
                ? writer.toByteArray()
                : writer.bytes(StunAttribute.PASSWORD_ALGORITHMS, algorithms).toByteArray();
    }

    byte[] grant(byte[] request, UnaryOperator<StunWriter> attributes) {
        return sign(attributes.apply(response(request, StunClass.SUCCESS))).toByteArray();
    }

    byte[] grant(byte[] request) {
        return grant(request, UnaryOperator.identity());
    }

    byte[] grantAllocation(byte[] request, int lifetimeSeconds) {
        return grant(request, writer -> allocation(writer, RELAYED, lifetimeSeconds));
    }

    static StunWriter allocation(
            StunWriter writer, InetSocketAddress relayed, int lifetimeSeconds) {
        return writer.xorAddress(StunAttribute.XOR_RELAYED_ADDRESS, relayed)
                .xorAddress(StunAttribute.XOR_MAPPED_ADDRESS, MAPPED)
                .uint32(StunAttribute.LIFETIME, lifetimeSeconds);
    }

    /** A success that anybody could have made up. */
    static byte[] forgeAllocation(byte[] request, InetSocketAddress relayed) {
        return allocation(response(request, StunClass.SUCCESS), relayed, 600).toByteArray();
    }

    byte[] refuse(byte[] request, int code) {
        return sign(response(request, StunClass.ERROR).errorCode(code)).toByteArray();
    }

    /** A refusal that anybody could have made up, or that comes from a relay that does not sign. */
    static byte[] refuseUnsigned(byte[] request, int code) {
        return response(request, StunClass.ERROR).errorCode(code).toByteArray();
    }

    byte[] redirect(byte[] request, InetSocketAddress alternate) {
        return sign(response(request, StunClass.ERROR)
                        .errorCode(300)
                        .address(StunAttribute.ALTERNATE_SERVER, alternate))
                .toByteArray();
    }

    static byte[] data(InetSocketAddress peer, byte[] payload) {
        return new StunWriter(2048)
                .begin(StunClass.INDICATION, StunMethod.DATA, indicationId())
                .xorAddress(StunAttribute.XOR_PEER_ADDRESS, peer)
                .bytes(StunAttribute.DATA, payload)
                .toByteArray();
    }

    private static TransactionId indicationId() {
        return new TransactionId(1, 2);
    }

    static byte[] channelData(int channel, byte[] payload) {
        byte[] message = new byte[4 + payload.length];
        ChannelData.write(message, 0, channel, payload.length);
        System.arraycopy(payload, 0, message, 4, payload.length);
        return message;
    }
}
