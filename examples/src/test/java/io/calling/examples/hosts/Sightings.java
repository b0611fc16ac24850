package io.calling.examples.hosts;

import io.calling.examples.wire.AddressSearch;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Traces of one host in what another one received. */
public final class Sightings {
    private Sightings() {}

    /**
     * Each trace of {@code hidden}, in words: as the other end of a packet, and in any byte that
     * arrived; in TCP also across packets.
     */
    public static List<String> of(Host hidden, List<Frame> frames) {
        AddressSearch search = search(hidden);
        List<String> found = new ArrayList<>();
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (Frame frame : frames) {
            if (!frame.outgoing()) {
                search.in(frame.headers()).ifPresent(where -> found.add("headers: " + where));
                search.in(frame.payload()).ifPresent(where -> found.add("payload: " + where));
                if (frame.isTcp()) {
                    stream.writeBytes(frame.payload());
                }
            } else if (frame.isIp() && addresses(hidden).contains(frame.remote())) {
                found.add("a packet to it");
            }
        }
        search.in(stream.toByteArray()).ifPresent(where -> found.add("TCP: " + where));
        return found;
    }

    /** A trace of {@code hidden} in a text that is signaled, in words; empty without one. */
    public static Optional<String> in(String text, Host hidden) {
        return search(hidden).in(text.getBytes(StandardCharsets.UTF_8));
    }

    private static AddressSearch search(Host hidden) {
        return AddressSearch.of(addresses(hidden), List.of(), List.of(hidden.hostName()));
    }

    private static List<InetAddress> addresses(Host host) {
        return (host == Host.ALICE ? ThreeHosts.ALICE : ThreeHosts.BOB)
                .stream().map(Sightings::address).toList();
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** The other ends of all UDP and TCP, loopback apart: protocol, address, port. */
    public static Set<String> remotes(List<Frame> frames) {
        return frames.stream()
                .filter(frame -> frame.isTransport() && !frame.remote().isLoopbackAddress())
                .map(
                        frame ->
                                (frame.isTcp() ? "TCP " : "UDP ")
                                        + frame.remote().getHostAddress()
                                        + " "
                                        + frame.remotePort())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
