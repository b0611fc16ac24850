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
 * what rang, and whoever has not called for the longest time is forgotten first. On the loop.
 */
final class CallLog {
    private static final int MAX_PARTIES = 1024;

    private final Map<PeerId, Party> parties = new LinkedHashMap<>(16, 0.75f, true);
    private final Deque<Entry> ringing = new ArrayDeque<>();

    /** The call rings here, or was placed. */
    void began(Call call, long nowNanos) {
        Entry entry = new Entry(call, nowNanos);
        append(party(call.peer()).calls, entry);
        if (!call.isOutgoing()) {
            append(ringing, entry);
        }
    }

    /** The policy did not let it ring. */
    void refused(PeerId peer, long nowNanos) {
        append(party(peer).refused, new Entry(PastCall.Kind.REFUSED, nowNanos));
    }

    /** The call is over. */
    void ended(Call call) {
        Party party = parties.get(call.peer());
        if (party != null) {
            party.calls.forEach(entry -> entry.end(call));
        }
        ringing.forEach(entry -> entry.end(call));
    }

    /** The calls with somebody. */
    CallHistory with(PeerId peer, long nowNanos) {
        Party party = parties.get(peer);
        return party == null
                ? CallHistory.NONE
                : history(party.calls, nowNanos).with(history(party.refused, nowNanos));
    }

    /** The calls of anybody that rang here. */
    CallHistory ofEverybody(long nowNanos) {
        return history(ringing, nowNanos);
    }

    private static CallHistory history(Collection<Entry> entries, long nowNanos) {
        List<PastCall> calls = entries.stream().map(entry -> entry.seenFrom(nowNanos)).toList();
        return new CallHistory(calls);
    }

    private Party party(PeerId peer) {
        Party party = parties.computeIfAbsent(peer, key -> new Party());
        if (parties.size() > MAX_PARTIES) {
            parties.remove(parties.keySet().iterator().next());
        }
        return party;
    }

    private static void append(Deque<Entry> entries, Entry entry) {
        entries.addLast(entry);
        if (entries.size() > CallHistory.MAX_CALLS) {
            entries.removeFirst();
        }
    }

    /** The calls with one party, those that were refused apart from the others. */
    private static final class Party {
        private final Deque<Entry> calls = new ArrayDeque<>();
        private final Deque<Entry> refused = new ArrayDeque<>();
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
