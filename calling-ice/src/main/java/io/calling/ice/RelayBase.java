package io.calling.ice;

import io.calling.ice.turn.RelayAllocation;
import java.net.InetSocketAddress;

/** An address at a relay. */
final class RelayBase implements Base {
    private final Candidate candidate;
    private final RelayAllocation allocation;
    private final boolean observable;

    RelayBase(Candidate candidate, RelayAllocation allocation, boolean observable) {
        this.candidate = candidate;
        this.allocation = allocation;
        this.observable = observable;
    }

    @Override
    public Candidate candidate() {
        return candidate;
    }

    @Override
    public boolean isObservable() {
        return observable;
    }

    @Override
    public void permit(InetSocketAddress remote) {
        allocation.permit(remote);
    }

    @Override
    public void prefer(InetSocketAddress remote) {
        allocation.prefer(remote);
    }

    @Override
    public boolean send(InetSocketAddress remote, byte[] buffer, int offset, int length) {
        return allocation.send(remote, buffer, offset, length);
    }

    @Override
    public void close() {
        allocation.close();
    }
}
