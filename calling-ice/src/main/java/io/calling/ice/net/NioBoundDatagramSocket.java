package io.calling.ice.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** A UDP socket for everybody. */
final class NioBoundDatagramSocket extends NioDatagramSocket implements BoundDatagramSocket {
    private final SourcedDatagramReceiver receiver;

    NioBoundDatagramSocket(NioLoop loop, DatagramChannel channel, SourcedDatagramReceiver receiver)
            throws IOException {
        super(loop, channel);
        this.receiver = receiver;
    }

    @Override
    boolean receive(ByteBuffer buffer) throws IOException {
        InetSocketAddress from = (InetSocketAddress) channel().receive(buffer);
        if (from == null) {
            return false;
        }
        int length = buffer.position();
        receiver.onDatagram(from, loop().handOut(buffer, length), DatagramReceiver.ROOM, length);
        return true;
    }

    @Override
    public boolean send(InetSocketAddress to, byte[] buffer, int offset, int length) {
        return write(to, buffer, offset, length);
    }

    @Override
    int write(InetSocketAddress to, ByteBuffer bytes) throws IOException {
        return channel().send(bytes, to);
    }
}
