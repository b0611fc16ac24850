package io.calling.ice;

import java.net.InetSocketAddress;

/** A socket of our own: the peer learns where we are. Direct mode only. */
final class HostBase implements Base {
    private final Candidate candidate;
    private final GuardedSocket socket;

    HostBase(Candidate candidate, GuardedSocket socket) {
        this.candidate = candidate;
        this.socket = socket;
    }

    @Override
    public Candidate candidate() {
        return candidate;
    }

    @Override
    public boolean isObservable() {
        return true;
    }

    @Override
    public void permit(InetSocketAddress remote) {
        socket.permit(remote);
    }

    @Override
    public void prefer(InetSocketAddress remote) {}

    @Override
    public boolean send(InetSocketAddress remote, byte[] buffer, int offset, int length) {
        return socket.send(remote, buffer, offset, length);
    }

    @Override
    public void close() {
        socket.close();
    }
}
