package io.calling.examples.echo;

import io.calling.WebRtcEndpoint;
import io.calling.WebRtcSession;
import io.calling.examples.UsageException;
import io.calling.ice.TransportPolicy;
import io.calling.ice.net.Route;
import io.calling.ice.turn.RelayProvider;
import io.calling.ice.turn.RelayServer;
import io.calling.media.MediaKind;
import io.calling.media.RtpForwarder;
import io.calling.media.RtpTrack;
import io.calling.sdp.SdpException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The calls of the echo server: those that go on, and, for a while, those that are over. */
final class EchoCalls implements AutoCloseable {
    private static final Set<MediaKind> KINDS = EnumSet.allOf(MediaKind.class);
    private static final int REMEMBERED = 200;

    private final WebRtcEndpoint endpoint;
    private final boolean isPrivate;
    private final int maxCalls;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, EchoCall> live = new LinkedHashMap<>();
    private final Map<String, EchoCall> over =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, EchoCall> eldest) {
                    return size() > REMEMBERED;
                }
            };
    private long placed;
    private int beginning;

    private EchoCalls(WebRtcEndpoint endpoint, boolean isPrivate, int maxCalls) {
        this.endpoint = endpoint;
        this.isPrivate = isPrivate;
        this.maxCalls = maxCalls;
    }

    static EchoCalls open(EchoOptions options) throws UsageException {
        WebRtcEndpoint.Builder builder =
                WebRtcEndpoint.builder()
                        .policy(
                                options.isPrivate()
                                        ? TransportPolicy.RELAY_ONLY
                                        : TransportPolicy.ALL);
        if (!options.relays().isEmpty()) {
            builder.relays(RelayProvider.of(options.relays().toArray(RelayServer[]::new)));
        }
        if (options.networkInterface().isPresent()) {
            builder.route(route(options.networkInterface().get(), options.relays()));
        } else if (options.listen().isLoopback()) {
            // Whoever can call is on this host, and so may be the relay that makes their candidate.
            builder.route(Route.systemAndLoopback());
        }
        return new EchoCalls(builder.build(), options.isPrivate(), options.maxCalls());
    }

    /** An address of the interface, of the family that the first relay has. */
    private static Route route(String name, List<RelayServer> relays) throws UsageException {
        boolean version6 = !relays.isEmpty() && relays.get(0).uri().host().indexOf(':') >= 0;
        return addresses(name).stream()
                .filter(address -> !address.isLinkLocalAddress())
                .min(Comparator.comparing(a -> (a instanceof Inet6Address) != version6))
                .map(Route::from)
                .orElseThrow(
                        () ->
                                new UsageException(
                                        "There is no interface '" + name + "' with an address."));
    }

    private static List<InetAddress> addresses(String name) throws UsageException {
        try {
            NetworkInterface found = NetworkInterface.getByName(name);
            return found == null ? List.of() : Collections.list(found.getInetAddresses());
        } catch (SocketException e) {
            throw new UsageException("The interface '" + name + "' cannot be used.");
        }
    }

    /** Thrown when there are as many calls as there may be. */
    static final class TooManyException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    EchoCall answer(String offer) throws SdpException, TooManyException {
        takePlace();
        try {
            return add(endpoint.answer(offer, KINDS, this::echo));
        } finally {
            leavePlace();
        }
    }

    EchoCall offer() throws TooManyException {
        takePlace();
        try {
            return add(endpoint.offer(KINDS, this::echo));
        } finally {
            leavePlace();
        }
    }

    /** Calls that are just being made count too. */
    private synchronized void takePlace() throws TooManyException {
        if (live.size() + beginning >= maxCalls) {
            throw new TooManyException();
        }
        beginning++;
    }

    private synchronized void leavePlace() {
        beginning--;
    }

    private EchoCall add(WebRtcSession session) {
        byte[] id = new byte[12];
        random.nextBytes(id);
        EchoCall call = new EchoCall(HexFormat.of().formatHex(id), session, isPrivate);
        synchronized (this) {
            live.put(call.id(), call);
            placed++;
        }
        session.ended().thenRun(() -> retire(call));
        return call;
    }

    private synchronized void retire(EchoCall call) {
        if (live.remove(call.id()) != null) {
            over.put(call.id(), call);
        }
    }

    /** On the network's loop: what comes on a track goes back on it. */
    private void echo(List<RtpTrack> tracks) {
        for (RtpTrack track : tracks) {
            RtpForwarder.forward(track, track, random.nextInt(1 << 15), random.nextInt());
        }
    }

    synchronized Optional<EchoCall> find(String id) {
        return Optional.ofNullable(live.get(id)).or(() -> Optional.ofNullable(over.get(id)));
    }

    synchronized Collection<EchoCall> live() {
        return List.copyOf(live.values());
    }

    synchronized long placed() {
        return placed;
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
