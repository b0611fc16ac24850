package io.calling.examples.hosts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Three hosts: Alice's, Bob's, and one that routes between them and has the relay. Alice and Bob
 * reach each other directly, so that a leak arrives and is seen. Alice has a second network, IPv6,
 * and a telling host name.
 */
public final class ThreeHosts implements AutoCloseable {
    /** Alice's addresses; none may reach Bob. */
    public static final List<String> ALICE =
            List.of("192.0.2.10", "172.30.250.10", "2001:db8:a::10");

    /** Bob's addresses; none may reach Alice. */
    public static final List<String> BOB = List.of("198.51.100.20", "2001:db8:b::20");

    /** The router's address on Alice's first network. */
    public static final String ROUTER_FOR_ALICE = "192.0.2.1";

    /** The router's address on Bob's network. */
    public static final String ROUTER_FOR_BOB = "198.51.100.1";

    /** The router's address for relayed packets. */
    public static final String RELAY = "203.0.113.1";

    /** The name of Alice's host. */
    public static final String ALICES_HOST_NAME = "alices-secret-laptop";

    /** The name of Bob's host. */
    public static final String BOBS_HOST_NAME = "bobs-secret-phone";

    private final String suffix = Long.toString(ProcessHandle.current().pid(), 36);

    private ThreeHosts() {}

    /** Makes the hosts and their networks. */
    public static ThreeHosts create() throws IOException, InterruptedException {
        ThreeHosts hosts = new ThreeHosts();
        try {
            hosts.build();
            return hosts;
        } catch (IOException | InterruptedException e) {
            hosts.close();
            throw e;
        }
    }

    private void build() throws IOException, InterruptedException {
        for (Host host : Host.values()) {
            ip("netns", "add", name(host));
            ip("-n", name(host), "link", "set", "lo", "up");
            // Addresses are usable at once, and no router is looked for.
            sysctl(host, "net/ipv6/conf/default/accept_dad", "0");
            sysctl(host, "net/ipv6/conf/default/router_solicitations", "0");
        }
        sysctl(Host.ROUTER, "net/ipv4/ip_forward", "1");
        sysctl(Host.ROUTER, "net/ipv6/conf/all/forwarding", "1");
        link(Host.ALICE, "lan0", "192.0.2.10/24", ROUTER_FOR_ALICE + "/24", "ra0");
        link(Host.ALICE, "lan1", "172.30.250.10/24", "172.30.250.1/24", "ra1");
        link(Host.BOB, "lan0", "198.51.100.20/24", ROUTER_FOR_BOB + "/24", "rb0");
        address(Host.ALICE, "lan0", "2001:db8:a::10/64");
        address(Host.ROUTER, "ra0", "2001:db8:a::1/64");
        address(Host.BOB, "lan0", "2001:db8:b::20/64");
        address(Host.ROUTER, "rb0", "2001:db8:b::1/64");
        address(Host.ROUTER, "lo", RELAY + "/32");
        route(Host.ALICE, ROUTER_FOR_ALICE, "2001:db8:a::1");
        route(Host.BOB, ROUTER_FOR_BOB, "2001:db8:b::1");
    }

    private void link(
            Host host, String device, String address, String routers, String routersDevice)
            throws IOException, InterruptedException {
        String router = name(Host.ROUTER);
        ip(
                "-n",
                router,
                "link",
                "add",
                routersDevice,
                "type",
                "veth",
                "peer",
                "name",
                device + "b");
        ip("-n", router, "link", "set", device + "b", "netns", name(host), "name", device);
        address(host, device, address);
        address(Host.ROUTER, routersDevice, routers);
        ip("-n", name(host), "link", "set", device, "up");
        ip("-n", name(Host.ROUTER), "link", "set", routersDevice, "up");
    }

    private void address(Host host, String device, String address)
            throws IOException, InterruptedException {
        ip("-n", name(host), "address", "add", address, "dev", device);
    }

    private void route(Host host, String version4, String version6)
            throws IOException, InterruptedException {
        ip("-n", name(host), "route", "add", "default", "via", version4);
        ip("-n", name(host), "-6", "route", "add", "default", "via", version6);
    }

    private void sysctl(Host host, String key, String value)
            throws IOException, InterruptedException {
        Program.run(on(host, "sh", "-c", "echo " + value + " > /proc/sys/" + key));
    }

    private static void ip(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(Arrays.asList(arguments));
        Program.run(command);
    }

    private String name(Host host) {
        return "calling-" + host.name().charAt(0) + "-" + suffix;
    }

    /** A command that runs on one of the hosts, under that host's name. */
    public List<String> on(Host host, String... command) {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", name(host)));
        all.addAll(List.of("unshare", "--uts", "sh", "-c"));
        all.addAll(
                List.of("echo " + host.hostName() + " > /proc/sys/kernel/hostname; exec \"$@\""));
        all.add("sh");
        all.addAll(Arrays.asList(command));
        return all;
    }

    /** Removes the hosts. */
    @Override
    public void close() throws IOException {
        try {
            for (Host host : Host.values()) {
                if (Files.exists(Path.of("/run/netns", name(host)))) {
                    ip("netns", "del", name(host));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
