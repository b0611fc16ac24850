package io.calling;

import io.calling.signaling.CallId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one agent: those that are alive, and the last ones that ended, which still know
 * their late and repeated messages. On the loop.
 */
final class CallTable {
    private static final int MAX_ENDED = 512;

    private final Map<CallId, Call> alive = new LinkedHashMap<>();
    private final Map<CallId, Call> ended = new LinkedHashMap<>();

    void add(Call call) {
        alive.put(call.id(), call);
    }

    @Nullable Call find(CallId id) {
        Call call = alive.get(id);
        return call != null ? call : ended.get(id);
    }

    void end(Call call) {
        alive.remove(call.id());
        ended.put(call.id(), call);
        if (ended.size() > MAX_ENDED) {
            ended.remove(ended.keySet().iterator().next());
        }
    }

    List<Call> alive() {
        return new ArrayList<>(alive.values());
    }

    int aliveCount() {
        return alive.size();
    }
}
