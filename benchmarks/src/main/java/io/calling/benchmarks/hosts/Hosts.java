package io.calling.benchmarks.hosts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Two parties, each behind a bad link to a router that relays between them. */
public final class Hosts implements AutoCloseable {
    private final BadLink link;

    private Hosts(BadLink link) {
        this.link = link;
    }

    /** Makes the hosts, not connected yet. */
    public static void create() throws IOException, InterruptedException {
        remove();
        for (Host host : Host.values()) {
            Commands.run("ip netns add " + host.namespace());
            sysctl(host, "net/ipv6/conf/default/disable_ipv6", "1");
            Commands.run("ip -n " + host.namespace() + " link set lo up");
        }
    }

    /** Connects the hosts that there are. */
    public static Hosts connect() throws IOException, InterruptedException {
        List<String> ends = new ArrayList<>();
        for (Host host : List.of(Host.CALLER, Host.CALLEE)) {
            ends.add(host.namespace() + ":lan0=" + Host.ROUTER.namespace() + ":" + to(host));
        }
        Hosts hosts = new Hosts(BadLink.start(ends));
        try {
            hosts.address();
            return hosts;
        } catch (IOException | InterruptedException e) {
            hosts.close();
            throw e;
        }
    }

    private static String to(Host host) {
        return host == Host.CALLER ? "caller0" : "callee0";
    }

    private void address() throws IOException, InterruptedException {
        sysctl(Host.ROUTER, "net/ipv4/ip_forward", "1");
        address(Host.ROUTER, Host.ROUTER.address() + "/32", "lo");
        for (Host host : List.of(Host.CALLER, Host.CALLEE)) {
            address(host, host.address() + "/24", "lan0");
            address(Host.ROUTER, host.gateway() + "/24", to(host));
            String ip = "ip -n " + host.namespace();
            Commands.run(ip + " route add default via " + host.gateway());
        }
    }

    private static void address(Host host, String address, String device)
            throws IOException, InterruptedException {
        String ip = "ip -n " + host.namespace();
        Commands.run(ip + " address add " + address + " dev " + device);
        Commands.run(ip + " link set " + device + " up");
    }

    private static void sysctl(Host host, String key, String value)
            throws IOException, InterruptedException {
        String write = "echo " + value + " > /proc/sys/" + key;
        Commands.run(Commands.on(host, List.of("sh", "-c", write)));
    }

    public BadLink link() {
        return link;
    }

    public static void remove() throws IOException, InterruptedException {
        for (Host host : Host.values()) {
            if (Files.exists(Path.of("/run/netns", host.namespace()))) {
                Commands.run("ip netns del " + host.namespace());
            }
        }
    }

    @Override
    public void close() throws IOException {
        link.close();
    }
}
