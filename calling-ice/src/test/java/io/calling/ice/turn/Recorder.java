package io.calling.ice.turn;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener that keeps what it is told, as short texts. */
final class Recorder implements RelayAllocation.Listener {
    final List<String> events = new CopyOnWriteArrayList<>();
    final List<String> data = new CopyOnWriteArrayList<>();
    final List<InetSocketAddress> asked = new CopyOnWriteArrayList<>();
    final List<InetSocketAddress> sources = new CopyOnWriteArrayList<>();

    @Override
    public void onAsking(InetSocketAddress relay) {
        asked.add(relay);
    }

    @Override
    public void onAllocated(RelayAllocation allocation) {
        events.add("allocated");
    }

    @Override
    public void onData(InetSocketAddress peer, byte[] buffer, int offset, int length) {
        sources.add(peer);
        data.add(new String(buffer, offset, length, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void onSilence(boolean silent) {
        events.add(silent ? "silent" : "speaks again");
    }

    @Override
    public void onExpiring() {
        events.add("expiring");
    }

    @Override
    public void onLost(RelayFailure failure) {
        events.add(failure.name());
    }

    /**
     * The events without silences: a relay that the machine does not let run for a second is taken
     * for silent, and rightly. Whom we suspect, and when, {@code TurnLivenessTest} says.
     */
    List<String> fate() {
        return events.stream()
                .filter(event -> !event.equals("silent") && !event.equals("speaks again"))
                .toList();
    }

    boolean isAllocated() {
        return events.contains("allocated");
    }

    boolean isOver() {
        return last().map(event -> event.equals(event.toUpperCase(Locale.ROOT))).orElse(false);
    }

    Optional<String> last() {
        return events.isEmpty() ? Optional.empty() : Optional.of(events.get(events.size() - 1));
    }
}
