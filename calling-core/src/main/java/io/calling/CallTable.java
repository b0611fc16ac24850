package io.calling;

import io.calling.signaling.CallId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one agent: those that are alive, and of the last ones that ended as much as tells
 * their late and repeated messages. On the loop.
 */
final class CallTable {
    private static final int MAX_ENDED = 512;

    private final Map<CallId, Call> alive = new LinkedHashMap<>();
    private final Map<CallId, EndedCall> ended = new LinkedHashMap<>();
    private final Set<CallId> refused = new LinkedHashSet<>();

    void add(Call call) {
        alive.put(call.id(), call);
    }

    /** The call of that name that is alive. */
    @Nullable Call find(CallId id) {
        return alive.get(id);
    }

    /** What is left of the call that had that name. */
    @Nullable EndedCall findEnded(CallId id) {
        return ended.get(id);
    }

    void end(Call call) {
        alive.remove(call.id());
        remember(call.id(), call.remains());
    }

    private void remember(CallId name, EndedCall remains) {
        ended.put(name, remains);
        if (ended.size() > MAX_ENDED) {
            ended.remove(ended.keySet().iterator().next());
        }
    }

    /** A call that was not let in: its repeated invites will not be either. */
    void refuse(CallId id) {
        refused.add(id);
        if (refused.size() > MAX_ENDED) {
            refused.remove(refused.iterator().next());
        }
    }

    boolean isRefused(CallId id) {
        return refused.contains(id);
    }

    /** The call goes by another name from now on; messages to the old one mean nothing. */
    void rename(Call call, CallId old) {
        alive.remove(old);
        remember(old, call.remains().silent());
        alive.put(call.id(), call);
    }

    /** The calls with a party that are alive. */
    List<Call> with(PeerId peer) {
        return alive.values().stream().filter(call -> call.peer().equals(peer)).toList();
    }

    List<Call> alive() {
        return new ArrayList<>(alive.values());
    }

    /** How many of those that are alive are so. */
    int count(Predicate<Call> so) {
        return (int) alive.values().stream().filter(so).count();
    }
}
