package io.calling.ice;

import io.calling.ice.net.IpLiteral;
import io.calling.ice.net.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens sockets of our own, one for each address of this host, and asks the application's STUN
 * servers what they look like from outside. Owned by the loop, but for {@link #close}.
 */
final class DirectGathering implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DirectGathering.class);

    /** What comes of it; on the loop. */
    interface Listener {
        /** A socket is open; false where the application refuses it. */
        boolean onHost(HostBase base);

        /** The address of a base is no address of this host any more. */
        void onGone(HostBase base);

        /** The name of a server is looked up. */
        void onLookUp(String host);

        /** A server has told which address of ours it sees. */
        void onReflected(InetSocketAddress mapped);

        /** A server was asked, and has not told which address of ours it saw. */
        void onAskedInVain(InetSocketAddress server);

        /** A base has another address outside. */
        void onReflexive(HostBase base, Candidate candidate);

        void onDatagram(Base base, InetSocketAddress remote, byte[] buffer, int offset, int length);

        /** Nothing more will come. */
        void onSettled();
    }

    private final EgressGuard guard;
    private final Route route;
    private final LocalCandidates candidates;
    private final Listener listener;
    private final List<GuardedSocket> sockets = new CopyOnWriteArrayList<>();
    private final List<ReflexiveQuery> queries = new ArrayList<>();
    private final Map<InetAddress, Host> hosts = new LinkedHashMap<>();
    private int lookups;
    private volatile boolean closed;

    DirectGathering(EgressGuard guard, Route route, LocalCandidates candidates, Listener listener) {
        this.guard = guard;
        this.route = route;
        this.candidates = candidates;
        this.listener = listener;
    }

    /** Opens what is missing and drops what is gone; again, when the network changed. */
    void gather(List<StunUri> servers) {
        List<InetAddress> addresses = HostAddresses.used(guard.localAddresses(), route);
        for (Host host : List.copyOf(hosts.values())) {
            if (!addresses.contains(host.address)) {
                drop(host);
            }
        }
        List<Host> fresh = new ArrayList<>();
        for (InetAddress address : addresses) {
            Host host = hosts.containsKey(address) ? null : open(address);
            if (host != null) {
                hosts.put(address, host);
                fresh.add(host);
            }
        }
        lookups += servers.size();
        servers.forEach(server -> lookUp(server, fresh));
        settleIfDone();
    }

    private void drop(Host host) {
        hosts.remove(host.address);
        if (host.socket != null) {
            host.socket.close();
            sockets.remove(host.socket);
        }
        host.own.forEach(this::end);
        if (host.base != null) {
            listener.onGone(host.base);
        }
    }

    private @Nullable Host open(InetAddress address) {
        Host host = new Host(address);
        try {
            GuardedSocket socket =
                    guard.bindDatagram(new InetSocketAddress(address, 0), host::onDatagram);
            sockets.add(socket);
            if (closed) {
                socket.close();
                return null;
            }
            host.socket = socket;
            host.base =
                    new HostBase(
                            candidates.next(CandidateType.HOST, socket.localAddress()), socket);
        } catch (IOException e) {
            LOG.debug("A local address cannot be used: {}", e.getClass().getName());
            return null;
        }
        return offer(host) ? host : null;
    }

    private boolean offer(Host host) {
        if (host.base != null && listener.onHost(host.base)) {
            return true;
        }
        if (host.socket != null) {
            host.socket.close();
        }
        return false;
    }

    private void lookUp(StunUri server, List<Host> fresh) {
        guard.permit(server);
        InetAddress literal = IpLiteral.parse(server.host());
        if (literal != null) {
            ask(fresh, server, List.of(literal));
            return;
        }
        if (!guard.remembers(server.host())) {
            listener.onLookUp(server.host());
        }
        guard.resolve(server.host())
                .whenComplete(
                        (found, thrown) ->
                                guard.execute(
                                        () ->
                                                ask(
                                                        fresh,
                                                        server,
                                                        found == null ? List.of() : found)));
    }

    private void ask(List<Host> fresh, StunUri server, List<InetAddress> found) {
        lookups--;
        if (!closed) {
            fresh.forEach(host -> host.ask(server, found));
            settleIfDone();
        }
    }

    /** It may have moved: another call will know. */
    private void onSilence(StunUri server) {
        if (IpLiteral.parse(server.host()) == null && !closed) {
            listener.onLookUp(server.host());
            var unused = guard.resolveAgain(server.host());
        }
    }

    private void settleIfDone() {
        if (!closed && isSettled()) {
            listener.onSettled();
        }
    }

    boolean isSettled() {
        return lookups == 0 && queries.stream().allMatch(ReflexiveQuery::isFinished);
    }

    /** Closes every socket before it returns, on any thread. */
    @Override
    public void close() {
        closed = true;
        sockets.forEach(GuardedSocket::close);
        guard.execute(() -> queries.forEach(this::end));
    }

    private void end(ReflexiveQuery query) {
        if (!query.isFinished()) {
            query.close();
            listener.onAskedInVain(query.server());
        }
    }

    /** One address of this host. */
    private final class Host {
        private final InetAddress address;
        private final List<ReflexiveQuery> own = new ArrayList<>();
        private @Nullable GuardedSocket socket;
        private @Nullable HostBase base;

        Host(InetAddress address) {
            this.address = address;
        }

        void ask(StunUri server, List<InetAddress> addresses) {
            GuardedSocket from = socket;
            HostBase behind = base;
            if (from == null || behind == null) {
                return;
            }
            Class<?> family = from.localAddress().getAddress().getClass();
            for (InetAddress address : addresses) {
                if (address.getClass() == family) {
                    ask(from, behind, server, new InetSocketAddress(address, server.port()));
                    return;
                }
            }
        }

        private void ask(
                GuardedSocket from, HostBase behind, StunUri server, InetSocketAddress address) {
            ReflexiveQuery query =
                    new ReflexiveQuery(
                            guard,
                            from,
                            address,
                            mapped -> {
                                if (mapped == null) {
                                    listener.onAskedInVain(address);
                                    onSilence(server);
                                } else {
                                    onMapped(behind, mapped);
                                }
                                settleIfDone();
                            });
            own.add(query);
            queries.add(query);
            query.ask();
        }

        private void onMapped(HostBase behind, InetSocketAddress mapped) {
            listener.onReflected(mapped);
            if (!mapped.equals(behind.address())) {
                listener.onReflexive(
                        behind, candidates.next(CandidateType.SERVER_REFLEXIVE, mapped));
            }
        }

        void onDatagram(InetSocketAddress from, byte[] buffer, int offset, int length) {
            for (ReflexiveQuery query : own) {
                if (!query.isFinished() && query.take(from, buffer, offset, length)) {
                    return;
                }
            }
            if (base != null) {
                listener.onDatagram(base, from, buffer, offset, length);
            }
        }
    }
}
