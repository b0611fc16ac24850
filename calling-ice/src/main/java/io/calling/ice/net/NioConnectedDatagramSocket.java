package io.calling.ice.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** A UDP socket whose only destination the kernel knows and enforces. */
final class NioConnectedDatagramSocket extends NioDatagramSocket
        implements ConnectedDatagramSocket {
    private final InetSocketAddress remoteAddress;
    private final DatagramReceiver receiver;

    NioConnectedDatagramSocket(
            NioLoop loop,
            DatagramChannel channel,
            InetSocketAddress remoteAddress,
            DatagramReceiver receiver)
            throws IOException {
        super(loop, channel);
        this.remoteAddress = remoteAddress;
        this.receiver = receiver;
    }

    @Override
    boolean receive(ByteBuffer buffer) throws IOException {
        int length = channel().read(buffer);
        if (length <= 0) {
            return false; // none, or an empty one, which no protocol of ours sends
        }
        receiver.onDatagram(loop().handOut(buffer, length), DatagramReceiver.ROOM, length);
        return true;
    }

    @Override
    public boolean send(byte[] buffer, int offset, int length) {
        return write(remoteAddress, buffer, offset, length);
    }

    @Override
    int write(InetSocketAddress to, ByteBuffer bytes) throws IOException {
        return channel().write(bytes); // the kernel knows where to
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return remoteAddress;
    }
}
