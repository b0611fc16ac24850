package io.calling.testkit.relay;

import io.calling.ice.net.Network;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The allocations of a relay by client address, and when they end. Has one owner, the loop. */
final class AllocationTable {
    private final Network network;
    private final CounterBoard counters;
    private final Consumer<Allocation> onReleased;
    private final Map<InetSocketAddress, Allocation> byClient = new HashMap<>();
    private final Map<String, Integer> byUser = new HashMap<>();
    private final Set<InetSocketAddress> relayed = new HashSet<>();

    AllocationTable(Network network, CounterBoard counters, Consumer<Allocation> onReleased) {
        this.network = network;
        this.counters = counters;
        this.onReleased = onReleased;
    }

    @Nullable Allocation of(InetSocketAddress client) {
        return byClient.get(client);
    }

    /** Whether an address is one that this relay gave to somebody. */
    boolean isRelayed(InetSocketAddress address) {
        return relayed.contains(address);
    }

    int size() {
        return byClient.size();
    }

    int sizeOf(String user) {
        return byUser.getOrDefault(user, 0);
    }

    void add(Allocation allocation, long lifetimeNanos) {
        byClient.put(allocation.client(), allocation);
        byUser.merge(allocation.user(), 1, Integer::sum);
        relayed.add(allocation.relayed());
        counters.allocations.incrementAndGet();
        counters.allocationsMade.incrementAndGet();
        allocation.expireAt(network.nanoTime() + lifetimeNanos);
        endLater(allocation, lifetimeNanos);
    }

    void prolong(Allocation allocation, long lifetimeNanos) {
        boolean sooner = lifetimeNanos < allocation.nanosLeft(network.nanoTime());
        allocation.expireAt(network.nanoTime() + lifetimeNanos);
        if (sooner) {
            endLater(allocation, lifetimeNanos);
        }
    }

    private void endLater(Allocation allocation, long nanos) {
        var ignored = network.schedule(nanos, () -> endIfOver(allocation));
    }

    // Where a Refresh came meanwhile, the timer goes on.
    private void endIfOver(Allocation allocation) {
        if (byClient.get(allocation.client()) != allocation) {
            return;
        }
        long left = allocation.nanosLeft(network.nanoTime());
        if (left > 0) {
            endLater(allocation, left);
        } else {
            end(allocation);
        }
    }

    void end(Allocation allocation) {
        if (byClient.remove(allocation.client(), allocation)) {
            byUser.merge(allocation.user(), -1, Integer::sum);
            relayed.remove(allocation.relayed());
            counters.allocations.decrementAndGet();
            allocation.close();
            onReleased.accept(allocation);
        }
    }

    void endAll() {
        List.copyOf(byClient.values()).forEach(this::end);
    }

    void forgetPeers() {
        byClient.values().forEach(Allocation::forgetPeers);
    }
}
