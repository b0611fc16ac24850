package io.calling.testkit.relay;

import io.calling.ice.net.ConnectedDatagramSocket;
import io.calling.ice.net.Network;
import io.calling.ice.net.Route;
import io.calling.ice.stun.IntegrityKey;
import io.calling.ice.stun.PasswordAlgorithm;
import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunClass;
import io.calling.ice.stun.StunMessage;
import io.calling.ice.stun.StunMethod;
import io.calling.ice.stun.StunValidity;
import io.calling.ice.stun.StunWriter;
import io.calling.ice.stun.TransactionId;
import io.calling.testkit.net.VirtualNetwork;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** A TURN client that says exactly what a test wants it to say, right or wrong. */
final class RawClient {
    private final VirtualNetwork world;
    private final ConnectedDatagramSocket socket;
    final List<byte[]> received = new ArrayList<>();
    private String user = "alice";
    private IntegrityKey key;
    private String realm;
    private String nonce;
    private long transactions;

    RawClient(VirtualNetwork world, Network network, InetSocketAddress relay) throws IOException {
        this.world = world;
        this.socket = network.connectDatagram(relay, Route.system(), this::keep);
    }

    private void keep(byte[] buffer, int offset, int length) {
        received.add(Arrays.copyOfRange(buffer, offset, offset + length));
    }

    InetSocketAddress address() {
        return socket.localAddress();
    }

    /** Asks for a challenge, and signs with these credentials from then on. */
    RawClient logIn(String username, String password) {
        key = null;
        StunMessage challenge = send(StunMethod.ALLOCATE, writer -> {});
        user = username;
        realm = challenge.text(StunAttribute.REALM);
        nonce = challenge.text(StunAttribute.NONCE);
        key = IntegrityKey.longTerm(PasswordAlgorithm.MD5, username, realm, password);
        return this;
    }

    void useNonce(String other) {
        nonce = other;
    }

    TransactionId nextId() {
        return new TransactionId(7, ++transactions);
    }

    /** Sends a request and gives the answer; null where there is none. */
    StunMessage send(int method, Consumer<StunWriter> attributes) {
        return send(nextId(), method, attributes);
    }

    StunMessage send(TransactionId id, int method, Consumer<StunWriter> attributes) {
        received.clear();
        StunWriter writer = new StunWriter(2_000).begin(StunClass.REQUEST, method, id);
        attributes.accept(writer);
        if (key != null) {
            writer.text(StunAttribute.USERNAME, user)
                    .text(StunAttribute.REALM, realm)
                    .text(StunAttribute.NONCE, nonce)
                    .integrity(key);
        }
        sendBytes(writer.toByteArray());
        return received.isEmpty() ? null : view(received.get(0));
    }

    void sendBytes(byte[] bytes) {
        socket.send(bytes, 0, bytes.length);
        world.pass(Duration.ofMillis(1));
    }

    StunMessage allocate() {
        return send(StunMethod.ALLOCATE, RawClient::udp);
    }

    static void udp(StunWriter writer) {
        writer.uint32(StunAttribute.REQUESTED_TRANSPORT, 17L << 24);
    }

    StunMessage permit(InetSocketAddress peer) {
        return send(
                StunMethod.CREATE_PERMISSION,
                writer -> writer.xorAddress(StunAttribute.XOR_PEER_ADDRESS, peer));
    }

    StunMessage bind(int channel, InetSocketAddress peer) {
        return send(
                StunMethod.CHANNEL_BIND,
                writer ->
                        writer.channelNumber(channel)
                                .xorAddress(StunAttribute.XOR_PEER_ADDRESS, peer));
    }

    StunMessage refresh(long seconds) {
        return send(StunMethod.REFRESH, writer -> writer.uint32(StunAttribute.LIFETIME, seconds));
    }

    void sendIndication(InetSocketAddress peer, String text) {
        received.clear();
        sendBytes(
                new StunWriter(2_000)
                        .begin(StunClass.INDICATION, StunMethod.SEND, nextId())
                        .xorAddress(StunAttribute.XOR_PEER_ADDRESS, peer)
                        .bytes(StunAttribute.DATA, text.getBytes(StandardCharsets.US_ASCII))
                        .toByteArray());
    }

    void sendChannelData(int channel, String text) {
        received.clear();
        byte[] data = text.getBytes(StandardCharsets.US_ASCII);
        byte[] packet = new byte[data.length + 4];
        packet[0] = (byte) (channel >>> 8);
        packet[1] = (byte) channel;
        packet[2] = (byte) (data.length >>> 8);
        packet[3] = (byte) data.length;
        System.arraycopy(data, 0, packet, 4, data.length);
        sendBytes(packet);
    }

    static StunMessage view(byte[] bytes) {
        StunMessage message = new StunMessage();
        if (message.wrap(bytes, 0, bytes.length) != StunValidity.VALID) {
            throw new AssertionError("the relay sent something that is no STUN message");
        }
        return message;
    }

    /** Whether an answer is signed with this client's key. */
    boolean isSigned(StunMessage answer) {
        return answer.verifyIntegrity(key);
    }
}
