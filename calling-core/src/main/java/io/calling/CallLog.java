package io.calling;

import io.calling.policy.CallHistory;
import io.calling.policy.PastCall;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one agent, by which its policy counts. Bounded: what is refused never pushes out
 * what rang, however many people it comes from, and whoever has not called for the longest time is
 * forgotten first. On the loop.
 */
final class CallLog {
    private static final int MAX_PARTIES = 1024;

    private final Map<PeerId, Deque<Entry>> calls = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<PeerId, Deque<Entry>> refused = new LinkedHashMap<>(16, 0.75f, true);
    private final Deque<Entry> ringing = new ArrayDeque<>();

    /** The call rings here, or was placed. */
    void began(Call call, long nowNanos) {
        Entry entry = new Entry(call, nowNanos);
        append(entries(calls, call.peer()), entry);
        if (!call.isOutgoing()) {
            append(ringing, entry);
        }
    }

    /** The policy did not let it ring. */
    void refused(PeerId peer, long nowNanos) {
        append(entries(refused, peer), new Entry(PastCall.Kind.REFUSED, nowNanos));
    }

    /** The call is over. */
    void ended(Call call) {
        known(calls, call.peer()).forEach(entry -> entry.end(call));
        ringing.forEach(entry -> entry.end(call));
    }

    /** The calls with somebody. */
    CallHistory with(PeerId peer, long nowNanos) {
        return history(known(calls, peer), nowNanos).with(history(known(refused, peer), nowNanos));
    }

    /** The calls of anybody that rang here. */
    CallHistory ofEverybody(long nowNanos) {
        return history(ringing, nowNanos);
    }

    private static CallHistory history(Collection<Entry> entries, long nowNanos) {
        List<PastCall> calls = entries.stream().map(entry -> entry.seenFrom(nowNanos)).toList();
        return new CallHistory(calls);
    }

    private static Collection<Entry> known(Map<PeerId, Deque<Entry>> all, PeerId peer) {
        Deque<Entry> entries = all.get(peer);
        return entries == null ? List.of() : entries;
    }

    private static Deque<Entry> entries(Map<PeerId, Deque<Entry>> all, PeerId peer) {
        Deque<Entry> entries = all.computeIfAbsent(peer, key -> new ArrayDeque<>());
        if (all.size() > MAX_PARTIES) {
            all.remove(all.keySet().iterator().next());
        }
        return entries;
    }

    private static void append(Deque<Entry> entries, Entry entry) {
        entries.addLast(entry);
        if (entries.size() > CallHistory.MAX_CALLS) {
            entries.removeFirst();
        }
    }

    /** One call; what became of it is asked as long as it goes on, and then kept. */
    private static final class Entry {
        private final long beganNanos;
        private @Nullable Call live;
        private PastCall.Kind kind;

        Entry(Call call, long beganNanos) {
            this(PastCall.Kind.UNANSWERED, beganNanos);
            live = call;
        }

        Entry(PastCall.Kind kind, long beganNanos) {
            this.kind = kind;
            this.beganNanos = beganNanos;
        }

        void end(Call call) {
            if (call.equals(live)) {
                kind = call.kind();
                live = null;
            }
        }

        PastCall seenFrom(long nowNanos) {
            PastCall.Kind now = live == null ? kind : live.kind();
            return new PastCall(Duration.ofNanos(nowNanos - beganNanos), now);
        }
    }
}
