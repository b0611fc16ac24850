package io.calling.testkit.relay;

import io.calling.ice.net.DatagramReceiver;
import io.calling.ice.net.Network;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Predicate;

/** Does to relayed datagrams what {@link RelayFaults} command. Has one owner, the loop. */
final class Tampering {
    private final RelayFaults faults;
    private final CounterBoard counters;
    private final Network network;
    private final Random random;

    Tampering(RelayFaults faults, CounterBoard counters, Network network, Random random) {
        this.faults = faults;
        this.counters = counters;
        this.network = network;
        this.random = random;
    }

    /** Passes a datagram on; the buffer has room as in {@link DatagramReceiver#onDatagram}. */
    interface Onward {
        void send(byte[] buffer, int offset, int length);
    }

    void pass(byte[] buffer, int offset, int length, Onward onward) {
        if (faults.dropped > 0 && random.nextDouble() < faults.dropped) {
            counters.packetsTampered.incrementAndGet();
            return;
        }
        flip(buffer, offset, length);
        Duration delay = faults.delay;
        if (delay.isZero()) {
            onward.send(buffer, offset, length);
        } else {
            sendLater(delay, buffer, offset, length, onward);
        }
    }

    private void flip(byte[] buffer, int offset, int length) {
        Predicate<byte[]> flipped = faults.flipped;
        if (flipped != null
                && length > 0
                && flipped.test(Arrays.copyOfRange(buffer, offset, offset + length))) {
            counters.packetsTampered.incrementAndGet();
            buffer[offset + length / 2] ^= (byte) 0x01;
        }
    }

    private void sendLater(Duration delay, byte[] buffer, int offset, int length, Onward onward) {
        counters.packetsTampered.incrementAndGet();
        byte[] kept = new byte[length + 2 * DatagramReceiver.ROOM];
        System.arraycopy(buffer, offset, kept, DatagramReceiver.ROOM, length);
        var ignored =
                network.schedule(
                        delay.toNanos(), () -> onward.send(kept, DatagramReceiver.ROOM, length));
    }
}
