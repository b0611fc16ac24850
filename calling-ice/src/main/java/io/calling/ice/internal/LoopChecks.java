package io.calling.ice.internal;

import io.calling.ice.internal.Transactions.Check;
import io.calling.ice.net.Network;
import io.calling.ice.stun.StunClass;
import io.calling.ice.stun.StunMessage;
import io.calling.ice.stun.StunMethod;
import io.calling.ice.stun.TransactionId;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks that run on the loop alone, where time is moved by hand (see {@link
 * Network#hasManualTime}): the highest priority first, one in each 20 ms, a check that arrived
 * answered by one of our own at once, the first valid pair nominated.
 *
 * <p>What this leaves out, so that ice4j has to be tested in real time: the states Frozen and
 * Waiting and the foundations that join them, the formula of pair priorities, the limit of pairs,
 * and giving up; the owner's deadline ends what finds no path.
 */
final class LoopChecks implements PairChecks {
    /** Ta between checks (RFC 8445, 14.2: "SHOULD have a default of 50 ms" and may be lower). */
    private static final long PACE_NANOS = Duration.ofMillis(20).toNanos();

    private static final int ROLE_CONFLICT = 487;

    private final Network network;
    private final long tieBreaker;
    private final Transactions transactions;
    private final CheckWriter writer;
    private final Listener listener;
    private final Map<Ends, Long> priorities = new LinkedHashMap<>();
    private final Deque<Ends> triggered = new ArrayDeque<>();
    private final Set<Ends> asked = new LinkedHashSet<>();
    private final Set<Ends> valid = new LinkedHashSet<>();
    private final Set<TransactionId> waiting = new LinkedHashSet<>();
    private boolean controlling;
    private boolean nominating;
    private Network.@Nullable Timer pace;
    private boolean closed;

    private record Ends(InetSocketAddress base, InetSocketAddress remote) {}

    LoopChecks(
            Network network,
            boolean controlling,
            long tieBreaker,
            Transactions transactions,
            CheckWriter writer,
            Listener listener) {
        this.network = network;
        this.controlling = controlling;
        this.tieBreaker = tieBreaker;
        this.transactions = transactions;
        this.writer = writer;
        this.listener = listener;
    }

    @Override
    public boolean isControlling() {
        return controlling;
    }

    @Override
    public void addBase(InetSocketAddress base, long priority) {
        // Pairs are added with their base; there is nothing to keep of it alone.
    }

    @Override
    public void addPair(InetSocketAddress base, InetSocketAddress remote, RemoteFacts facts) {
        priorities.putIfAbsent(new Ends(base, remote), facts.priority());
    }

    @Override
    public void start() {
        step();
    }

    private void step() {
        if (closed) {
            return;
        }
        Ends next = next();
        if (next != null) {
            ask(next, false);
        }
        pace = network.schedule(PACE_NANOS, this::step);
    }

    private @Nullable Ends next() {
        Ends first = triggered.poll();
        return first != null
                ? first
                : priorities.entrySet().stream()
                        .filter(pair -> !asked.contains(pair.getKey()))
                        .max(Comparator.comparingLong(Map.Entry::getValue))
                        .map(Map.Entry::getKey)
                        .orElse(null);
    }

    private void ask(Ends pair, boolean nominate) {
        asked.add(pair);
        TransactionId id = transactions.newId();
        waiting.add(id);
        CheckRequest check =
                new CheckRequest(
                        BaseCandidate.CHECK_PRIORITY, controlling, tieBreaker, nominate, 0);
        transactions.repeat(
                id,
                new Check(
                        pair.base(),
                        pair.remote(),
                        writer.request(id, check),
                        answer -> answered(id, pair, nominate, answer)));
    }

    private void answered(TransactionId id, Ends pair, boolean nominated, StunMessage answer) {
        waiting.remove(id);
        if (closed) {
            return;
        }
        if (answer.is(StunClass.SUCCESS, StunMethod.BINDING)) {
            succeeded(pair, nominated);
        } else if (answer.errorCode() == ROLE_CONFLICT) {
            // RFC 8445, 7.2.5.1: "the agent MUST switch to" the other role
            controlling = !controlling;
            triggered.add(pair);
        }
    }

    private void succeeded(Ends pair, boolean nominated) {
        if (valid.add(pair)) {
            listener.onValid(pair.base(), pair.remote());
        }
        if (nominated) {
            listener.onNominated(pair.base(), pair.remote());
        } else if (controlling && !nominating && !closed) {
            nominating = true;
            ask(pair, true);
        }
    }

    @Override
    public int onCheck(CheckRequest check, InetSocketAddress base, InetSocketAddress remote) {
        if (check.controlling() == controlling && !settleConflict(check)) {
            return ROLE_CONFLICT;
        }
        Ends pair = new Ends(base, remote);
        if (!valid.contains(pair) && !triggered.contains(pair)) {
            triggered.add(pair);
        }
        return 0;
    }

    /** RFC 8445, 7.3.1.1: the larger tie-breaker controls; false where the peer has to switch. */
    private boolean settleConflict(CheckRequest check) {
        boolean weAreLarger = Long.compareUnsigned(tieBreaker, check.tieBreaker()) >= 0;
        if (weAreLarger == controlling) {
            return false;
        }
        controlling = weAreLarger;
        return true;
    }

    @Override
    public void close() {
        closed = true;
        if (pace != null) {
            pace.cancel();
        }
        waiting.forEach(transactions::cancel);
        waiting.clear();
    }
}
