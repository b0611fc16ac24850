package io.calling.testkit.net;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A network in memory: hosts with addresses, each with a link to a lan, perhaps behind {@linkplain
 * #nat NATs} and {@linkplain VirtualLink#firewall firewalls}, and on each host the {@link
 * io.calling.ice.net.Network} port behind which calls run unchanged.
 *
 * <p>Two ways to drive it. {@link #on(TestClock, long) On a test clock} nothing moves but when the
 * test moves the clock: no thread, no wall clock, and with one seed one course of events, to the
 * byte. {@linkplain #inRealTime In real time} one thread carries the packets, for code that brings
 * threads of its own along; what the links do is seeded still, the times are not.
 *
 * <pre>{@code
 * try (var network = VirtualNetwork.on(new TestClock(), 7)) {
 *     var alice = network.host("alice", "192.0.2.1");
 *     var relay = network.host("relay", "203.0.113.9");
 *     alice.link().conditions(LinkConditions.delayed(Duration.ofMillis(50)).loss(0.05));
 *     alice.network().connectDatagram(...);
 *     network.await(Duration.ofSeconds(5), () -> done);
 * }
 * }</pre>
 */
public final class VirtualNetwork implements AutoCloseable {
    private final long seed;
    private final Wires wires;
    private final Lan internet;
    private final List<VirtualHost> hosts = new ArrayList<>();
    private final List<Nat> nats = new ArrayList<>();

    private VirtualNetwork(Scheduler scheduler, long seed) {
        this.seed = seed;
        this.wires = new Wires(scheduler, seed);
        this.internet = new Lan(wires, "internet");
    }

    /** A network that moves with a test clock; several networks may share one. */
    public static VirtualNetwork on(TestClock clock, long seed) {
        return new VirtualNetwork(clock, seed);
    }

    /** A network that runs by itself, on one thread that {@link #close} ends. */
    public static VirtualNetwork inRealTime(long seed) {
        return inRealTime(seed, 1);
    }

    /**
     * A network that runs by itself, and whose time goes faster than the system's: what takes a
     * relay half a minute to give up takes a second at thirty times the speed. What brings clocks
     * of its own along, such as DTLS, stays as slow as it is.
     *
     * @param speed 1 to 1000
     */
    public static VirtualNetwork inRealTime(long seed, int speed) {
        return new VirtualNetwork(new RealTimeLoop(speed), seed);
    }

    /** A host on the internet: reached from everywhere, without NAT. */
    public VirtualHost host(String name, String... addresses) {
        return host(name, internet, addresses);
    }

    /** A host in a lan. */
    public synchronized VirtualHost host(String name, Lan lan, String... addresses) {
        if (hosts.stream().anyMatch(host -> host.name().equals(name))) {
            throw new IllegalArgumentException("there is a host " + name);
        }
        VirtualHost host = new VirtualHost(wires, name);
        host.attach(lan, addresses);
        hosts.add(host);
        return host;
    }

    /** A NAT on the internet, with a lan behind it. */
    public Nat nat(String name, NatBehavior behavior, String... addresses) {
        return nat(name, internet, behavior, addresses);
    }

    /** A NAT in a lan, which may be behind another NAT, with a lan behind it. */
    public synchronized Nat nat(
            String name, Lan around, NatBehavior behavior, String... addresses) {
        Nat nat = new Nat(wires, name, around, behavior, addresses);
        nats.add(nat);
        return nat;
    }

    /**
     * A host by its name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public synchronized VirtualHost host(String name) {
        return hosts.stream()
                .filter(host -> host.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no host " + name));
    }

    /** The lan that everybody reaches. */
    public Lan internet() {
        return internet;
    }

    /** Lets the hosts' resolvers know a name. No other name can be looked up. */
    public void name(String name, String... addresses) {
        wires.names.put(name, Addresses.literals(addresses));
    }

    /** The names that any host looked up so far, known ones and others, in order. */
    public List<String> namesLookedUp() {
        return wires.names.asked();
    }

    /** How much time has passed here since the network was made. */
    public Duration elapsed() {
        return Duration.ofNanos(wires.elapsedNanos());
    }

    /** Which host has an address, on any lan; empty where none has it. */
    public synchronized Optional<VirtualHost> hostAt(InetAddress address) {
        return hosts.stream().filter(host -> host.addresses().contains(address)).findFirst();
    }

    /** The name of the host or NAT that has an address, on any lan; empty where none has it. */
    public synchronized Optional<String> ownerOf(InetAddress address) {
        Optional<String> nat =
                nats.stream()
                        .filter(n -> n.outside().addresses().contains(address))
                        .map(Nat::name)
                        .findFirst();
        return nat.isPresent() ? nat : hostAt(address).map(VirtualHost::name);
    }

    /** Every packet on every link. */
    public PacketLog log() {
        return wires.log;
    }

    /**
     * Lets time pass, virtual or real, until the condition holds.
     *
     * @param limit how long at most; in real time the system's, whatever the network's speed
     * @return whether it does; false where the limit came first
     */
    public boolean await(Duration limit, BooleanSupplier condition) {
        return wires.scheduler.await(limit, condition);
    }

    /** Lets time pass, virtual or real. */
    public void pass(Duration duration) {
        wires.scheduler.await(duration, () -> false);
    }

    /** On a test clock runs what is due, without moving it; in real time that happens by itself. */
    public void settle() {
        if (wires.scheduler.isManual()) {
            wires.scheduler.await(Duration.ZERO, () -> false);
        }
    }

    /** What makes this network's randomness; a failed test prints it. */
    public long seed() {
        return seed;
    }

    /** Closes every host's network, and ends the thread if there is one. Idempotent. */
    @Override
    public void close() {
        List<VirtualHost> all;
        synchronized (this) {
            all = List.copyOf(hosts);
        }
        all.forEach(host -> host.network().close());
        wires.scheduler.close();
    }

    /** Says the seed. */
    @Override
    public String toString() {
        return "VirtualNetwork[seed " + seed + "]";
    }
}
