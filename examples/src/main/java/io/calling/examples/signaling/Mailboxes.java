package io.calling.examples.signaling;

import io.calling.PeerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who is there, and what waits for those who are not. Bounded and thread-safe. */
final class Mailboxes {
    private static final int MAX_PARTIES = 64;
    private static final int MAX_WAITING = 64;

    private final Map<PeerId, Recipient> present = new HashMap<>();
    private final Map<PeerId, List<String>> waiting = new HashMap<>();

    interface Recipient {
        void write(String line);
    }

    /** A party is there now; gives what waited for it. */
    synchronized List<String> open(PeerId party, Recipient recipient) {
        present.put(party, recipient);
        List<String> lines = waiting.remove(party);
        return lines == null ? List.of() : lines;
    }

    synchronized void close(PeerId party, Recipient recipient) {
        present.remove(party, recipient);
    }

    void deliver(PeerId to, String line) {
        Recipient recipient = presentOrKept(to, line);
        if (recipient != null) {
            recipient.write(line);
        }
    }

    private synchronized @Nullable Recipient presentOrKept(PeerId to, String line) {
        Recipient recipient = present.get(to);
        if (recipient == null && (waiting.size() < MAX_PARTIES || waiting.containsKey(to))) {
            List<String> lines = waiting.computeIfAbsent(to, absent -> new ArrayList<>());
            if (lines.size() < MAX_WAITING) {
                lines.add(line);
            }
        }
        return recipient;
    }
}
