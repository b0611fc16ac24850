package io.calling.examples.signaling;

import io.calling.PeerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who is there, and what waits for those who are not. Bounded and thread-safe. */
final class Mailboxes {
    private static final int MAX_PARTIES = 64;
    private static final int MAX_WAITING = 64;

    private final Map<PeerId, List<Recipient>> present = new HashMap<>();
    private final Map<PeerId, List<String>> waiting = new HashMap<>();

    interface Recipient {
        void write(String line);
    }

    /** A party is there now; gives what waited for it. */
    synchronized List<String> open(PeerId party, Recipient recipient) {
        present.computeIfAbsent(party, absent -> new ArrayList<>()).add(recipient);
        List<String> lines = waiting.remove(party);
        return lines == null ? List.of() : lines;
    }

    synchronized void close(PeerId party, Recipient recipient) {
        List<Recipient> devices = present.getOrDefault(party, new ArrayList<>());
        if (devices.remove(recipient) && devices.isEmpty()) {
            present.remove(party);
        }
    }

    /** To each device of the party. */
    void deliver(PeerId to, String line) {
        presentOrKept(to, line).forEach(recipient -> recipient.write(line));
    }

    private synchronized List<Recipient> presentOrKept(PeerId to, String line) {
        List<Recipient> devices = List.copyOf(present.getOrDefault(to, List.of()));
        if (devices.isEmpty() && (waiting.size() < MAX_PARTIES || waiting.containsKey(to))) {
            List<String> lines = waiting.computeIfAbsent(to, absent -> new ArrayList<>());
            if (lines.size() < MAX_WAITING) {
                lines.add(line);
            }
        }
        return devices;
    }
}
