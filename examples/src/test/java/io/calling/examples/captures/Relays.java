package io.calling.examples.captures;

import io.calling.examples.hosts.Certificate;
import io.calling.examples.hosts.Coturn;
import io.calling.examples.hosts.Host;
import io.calling.examples.hosts.Program;
import io.calling.examples.hosts.ThreeHosts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Two relays on the router, each with addresses of its own: for each party and family one to be
 * reached at, and for each family one to relay from.
 */
final class Relays implements AutoCloseable {
    private static final int PORT = 3478;
    private static final int TLS_PORT = 5349;
    private static final int NONE = -1;

    private final ThreeHosts hosts;
    private final Path directory;
    private final Certificate certificate;
    private final List<Coturn> running = new ArrayList<>();
    private int killed = NONE;

    /** How a party reaches its relays, and what it asks them for. */
    enum Way {
        UDP(false, "turn:%s:" + PORT),
        TCP(false, "turn:%s:" + PORT + "?transport=tcp"),
        TLS(false, "turns:%s:" + TLS_PORT),
        IPV6(true, "turn:%s:" + PORT),
        IPV6_TLS(true, "turns:%s:" + TLS_PORT);

        private final boolean ipv6;
        private final String uri;

        Way(boolean ipv6, String uri) {
            this.ipv6 = ipv6;
            this.uri = uri;
        }

        String family() {
            return ipv6 ? "IPV6" : "IPV4";
        }

        private String remote(String address) {
            boolean udp = this == UDP || this == IPV6;
            boolean tls = this == TLS || this == IPV6_TLS;
            return (udp ? "UDP " : "TCP ") + address + " " + (tls ? TLS_PORT : PORT);
        }
    }

    Relays(ThreeHosts hosts, Path directory) throws IOException, InterruptedException {
        this.hosts = hosts;
        this.directory = directory;
        this.certificate = Certificate.make(directory, names());
        addAddresses();
        running.add(start(0));
        running.add(start(1));
    }

    private void addAddresses() throws IOException, InterruptedException {
        address("192.0.2.2/24", "ra0");
        address("2001:db8:a::2/64", "ra0");
        address("198.51.100.2/24", "rb0");
        address("2001:db8:b::2/64", "rb0");
        address("203.0.113.2/32", "lo");
        address("2001:db8:c::1/128", "lo");
        address("2001:db8:c::2/128", "lo");
    }

    private void address(String address, String device) throws IOException, InterruptedException {
        Program.run(hosts.on(Host.ROUTER, "ip", "address", "add", address, "dev", device));
    }

    private static String names() {
        return Stream.concat(
                        Stream.of(listening(0), listening(1))
                                .flatMap(List::stream)
                                .map("IP:"::concat),
                        table().keySet().stream().map("DNS:"::concat))
                .collect(Collectors.joining(","));
    }

    /** The names under which the relays can be reached, and the address of each. */
    static Map<String, String> table() {
        Map<String, String> table = new TreeMap<>();
        for (Host host : List.of(Host.ALICE, Host.BOB)) {
            for (Way way : List.of(Way.UDP, Way.IPV6)) {
                List<String> addresses = reached(host, way.ipv6);
                for (int relay = 0; relay < addresses.size(); relay++) {
                    table.put(name(host, way, relay), addresses.get(relay));
                }
            }
        }
        return table;
    }

    private static String name(Host host, Way way, int relay) {
        String words = "relay-" + relay + "." + host + (way.ipv6 ? ".six" : ".four");
        return words.toLowerCase(Locale.ROOT) + ".example";
    }

    private Coturn start(int relay) throws IOException, InterruptedException {
        Path files = Files.createDirectories(directory.resolve("relay-" + relay));
        return Coturn.start(
                hosts.on(Host.ROUTER),
                files,
                listening(relay),
                PORT,
                relayed(relay),
                List.of(
                        "--tls-listening-port=" + TLS_PORT,
                        "--cert=" + certificate.file(),
                        "--pkey=" + certificate.key()));
    }

    private static List<String> listening(int relay) {
        int last = relay + 1;
        return List.of(
                "192.0.2." + last,
                "198.51.100." + last,
                "2001:db8:a::" + last,
                "2001:db8:b::" + last);
    }

    private static List<String> relayed(int relay) {
        return List.of("203.0.113." + (relay + 1), "2001:db8:c::" + (relay + 1));
    }

    String certificate() {
        return certificate.file().toString();
    }

    /** The URIs for a party, with the names of the relays. */
    static List<String> namedUris(Host host, Way way) {
        return Stream.of(0, 1)
                .map(relay -> String.format(way.uri, name(host, way, relay)))
                .toList();
    }

    /** The URIs for a party, with addresses. */
    static List<String> uris(Host host, Way way) {
        return reached(host, way.ipv6).stream()
                .map(address -> String.format(way.uri, way.ipv6 ? "[" + address + "]" : address))
                .toList();
    }

    /** The far ends that a private party's host may have. */
    static Set<String> remotes(Host host, Way way) {
        Set<String> remotes = new TreeSet<>();
        for (String address : reached(host, way.ipv6)) {
            remotes.add(way.remote(way.ipv6 ? address.replace("::", ":0:0:0:0:") : address));
        }
        return remotes;
    }

    private static List<String> reached(Host host, boolean ipv6) {
        int index = (ipv6 ? 2 : 0) + (host == Host.ALICE ? 0 : 1);
        return List.of(listening(0).get(index), listening(1).get(index));
    }

    /** Ends the relay that has an address, without a word to anybody. */
    void kill(String relayedAddress) {
        killed = relayedAddress.endsWith("2") ? 1 : 0;
        running.get(killed).close();
    }

    /** Starts the one again that was ended. */
    void startAgain() throws IOException, InterruptedException {
        if (killed != NONE) {
            running.set(killed, start(killed));
            killed = NONE;
        }
    }

    @Override
    public void close() {
        running.forEach(Coturn::close);
    }
}
