package io.calling.ice.turn;

import io.calling.ice.stun.StunMethod;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;

/** Serves the requests of one connection from a {@link FakeRelay}. */
final class StreamRelay implements Rogue.Conduct {
    private final FakeRelay relay;

    StreamRelay(FakeRelay relay) {
        this.relay = relay;
    }

    @Override
    public void serve(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        while (true) {
            byte[] request = read(in);
            socket.getOutputStream().write(answer(request));
        }
    }

    private static byte[] read(DataInputStream in) throws IOException {
        byte[] header = in.readNBytes(20);
        if (header.length < 20) {
            throw new IOException("the end");
        }
        byte[] request = new byte[20 + ChannelData.uint16(header, 2)];
        System.arraycopy(header, 0, request, 0, header.length);
        in.readFully(request, header.length, request.length - header.length);
        return request;
    }

    private byte[] answer(byte[] request) {
        if (!relay.isSigned(request)) {
            return relay.challenge(request, 401);
        }
        return FakeRelay.parse(request).method() == StunMethod.ALLOCATE
                ? relay.grantAllocation(request, 600)
                : relay.grant(request);
    }
}
