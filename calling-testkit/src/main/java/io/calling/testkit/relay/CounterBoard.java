package io.calling.testkit.relay;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The relay's counters while they count. Written by the loop, read by anybody. */
final class CounterBoard {
    final AtomicInteger allocations = new AtomicInteger();
    final AtomicLong allocationsMade = new AtomicLong();
    final AtomicLong packetsToPeers = new AtomicLong();
    final AtomicLong packetsToClients = new AtomicLong();
    final AtomicLong bytesToPeers = new AtomicLong();
    final AtomicLong bytesToClients = new AtomicLong();
    final AtomicLong packetsWithoutPermission = new AtomicLong();
    final AtomicLong packetsTampered = new AtomicLong();
    final AtomicLong requestsRefused = new AtomicLong();
    final AtomicLong malformed = new AtomicLong();

    RelayCounters read() {
        return new RelayCounters(
                allocations.get(),
                allocationsMade.get(),
                packetsToPeers.get(),
                packetsToClients.get(),
                bytesToPeers.get(),
                bytesToClients.get(),
                packetsWithoutPermission.get(),
                packetsTampered.get(),
                requestsRefused.get(),
                malformed.get());
    }
}
