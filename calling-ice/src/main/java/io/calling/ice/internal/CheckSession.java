package io.calling.ice.internal;

import io.calling.ice.internal.IntegrityGate.Verdict;
import io.calling.ice.internal.Transactions.Check;
import io.calling.ice.net.Network;
import io.calling.ice.stun.StunClass;
import io.calling.ice.stun.StunMessage;
import io.calling.ice.stun.StunMethod;
import io.calling.ice.stun.StunValidity;
import io.calling.ice.stun.TransactionId;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All checks between two pairs of credentials: from the first to the consent checks of a call that
 * lasts for hours. ice4j finds the first path; once that is found the session lets it go, and goes
 * on answering and asking by itself. Owned by the loop.
 */
public final class CheckSession implements AutoCloseable {
    /** A peer with 100 pairs and a pace of 5 ms sends 200 at first; more is a flood. */
    private static final int CHECKS_PER_SECOND = 200;

    /** What the checks find out; on the loop. */
    public interface Listener {
        /** Datagrams pass both ways between these two. */
        void onValid(InetSocketAddress base, InetSocketAddress remote);

        /** The first nomination is over. */
        void onNominated(InetSocketAddress base, InetSocketAddress remote);

        /** Whether an authentic check from there may be believed and answered. */
        boolean admits(InetSocketAddress base, InetSocketAddress remote, CheckRequest request);

        /** An authentic check came, and was answered. */
        void onChecked(InetSocketAddress base, InetSocketAddress remote, CheckRequest request);
    }

    private final Network network;
    private final CheckCredentials credentials;
    private final IntegrityGate gate;
    private final Transactions transactions;
    private final CheckWriter writer;
    private final CheckOutput output;
    private final Listener listener;
    private final long tieBreaker;
    private final StunMessage message = new StunMessage();
    private final RateLimit limit = new RateLimit(CHECKS_PER_SECOND);
    private final Map<InetSocketAddress, Long> bases = new LinkedHashMap<>();
    private final Map<Ends, RemoteFacts> pairs = new LinkedHashMap<>();
    private boolean controlling;
    private @Nullable PairChecks agent;
    private boolean rested;

    private record Ends(InetSocketAddress base, InetSocketAddress remote) {}

    /** A session that has not started. */
    public CheckSession(
            Network network,
            CheckCredentials credentials,
            boolean controlling,
            CheckOutput output,
            Listener listener) {
        this.network = network;
        this.credentials = credentials;
        this.gate = new IntegrityGate(credentials);
        this.transactions = new Transactions(network, output);
        this.writer = new CheckWriter(credentials);
        this.output = output;
        this.listener = listener;
        this.controlling = controlling;
        this.tieBreaker = random63(network);
    }

    private static long random63(Network network) {
        byte[] random = new byte[Long.BYTES];
        network.randomBytes(random);
        long value = 0;
        for (byte b : random) {
            value = value << 8 | b & 0xFF;
        }
        return value >>> 1;
    }

    /** Adds an address of ours to send checks from. */
    public void addBase(InetSocketAddress base, long priority) {
        bases.put(base, priority);
        if (agent != null) {
            agent.addBase(base, priority);
        }
    }

    /** Adds a pair to check; the caller has decided that it may be. */
    public void addPair(InetSocketAddress base, InetSocketAddress remote, RemoteFacts facts) {
        if (pairs.putIfAbsent(new Ends(base, remote), facts) == null && agent != null) {
            agent.addPair(base, remote, facts);
        }
    }

    /** Forgets an address of ours: nothing is asked from it any more. */
    public void removeBase(InetSocketAddress base) {
        bases.remove(base);
        pairs.keySet().removeIf(ends -> ends.base().equals(base));
    }

    /** Whether there is anything to check. */
    public boolean hasPairs() {
        return !pairs.isEmpty();
    }

    /** Starts checks. */
    public void start() {
        PairChecks fresh = newChecks();
        bases.forEach(fresh::addBase);
        pairs.forEach((ends, facts) -> fresh.addPair(ends.base(), ends.remote(), facts));
        agent = fresh;
        rested = false;
        fresh.start();
    }

    /** ice4j paces checks on a thread, by the system's clock: not where time is moved by hand. */
    private PairChecks newChecks() {
        return network.hasManualTime()
                ? new LoopChecks(
                        network, controlling, tieBreaker, transactions, writer, new AgentEvents())
                : new CheckAgent(
                        network,
                        credentials,
                        controlling,
                        tieBreaker,
                        transactions,
                        writer,
                        new AgentEvents());
    }

    /** Whether our side nominates; a conflict may have changed it (RFC 8445, 7.3.1.1). */
    public boolean isControlling() {
        return agent == null ? controlling : agent.isControlling();
    }

    /** Whether checks have started, and ice4j was let go. */
    public boolean isResting() {
        return rested;
    }

    /** Lets ice4j go: a path is in use. */
    public void rest() {
        if (agent != null) {
            controlling = agent.isControlling();
            agent.close();
            agent = null;
            rested = true;
        }
    }

    /**
     * Takes a STUN message off a path.
     *
     * @return what it was; only authentic ones had an effect
     */
    public Verdict receive(
            InetSocketAddress base,
            InetSocketAddress remote,
            byte[] buffer,
            int offset,
            int length) {
        if (message.wrap(buffer, offset, length) != StunValidity.VALID) {
            return Verdict.REJECTED;
        }
        Verdict verdict = gate.inspect(message);
        if (verdict == Verdict.REQUEST) {
            return answer(base, remote) ? verdict : Verdict.REJECTED;
        }
        if (verdict == Verdict.RESPONSE) {
            return transactions.answer(message, base, remote) ? verdict : Verdict.REJECTED;
        }
        return verdict;
    }

    private boolean answer(InetSocketAddress base, InetSocketAddress remote) {
        if (!limit.allows(network.nanoTime())) {
            return false;
        }
        TransactionId id = message.transactionId();
        CheckRequest check = CheckRequest.read(message, isControlling());
        // RFC 8445, 7.1.1: PRIORITY "MUST be included"
        if (check.priority() == 0 || !listener.admits(base, remote, check)) {
            return false;
        }
        int error = agent == null ? 0 : agent.onCheck(check, base, remote);
        if (error < 0) {
            return false;
        }
        send(base, remote, error == 0 ? writer.success(id, remote) : writer.error(id, error));
        if (error == 0) {
            listener.onChecked(base, remote, check);
        }
        return true;
    }

    private void send(InetSocketAddress base, InetSocketAddress remote, byte[] datagram) {
        output.send(
                base,
                remote,
                datagram,
                CheckWriter.HEADROOM,
                datagram.length - CheckWriter.HEADROOM);
    }

    /** How a question of our own is asked. */
    public enum Persistence {
        /** One datagram: for consent, where the next question comes soon. */
        ONCE,
        /** Again and again, until the patience is over. */
        REPEATED
    }

    /**
     * Asks on one path, past ice4j.
     *
     * @param nomination above 0 to choose the path, where we control; the greatest value holds
     * @param patienceNanos how long an answer counts
     * @param answered runs on the loop if a success comes in time
     */
    public void probe(
            InetSocketAddress base,
            InetSocketAddress remote,
            long nomination,
            Persistence persistence,
            long patienceNanos,
            Runnable answered) {
        TransactionId id = transactions.newId();
        boolean control = isControlling();
        CheckRequest check =
                new CheckRequest(
                        BaseCandidate.CHECK_PRIORITY,
                        control,
                        tieBreaker,
                        control && nomination > 0,
                        control ? nomination : 0);
        Check question =
                new Check(
                        base,
                        remote,
                        writer.request(id, check),
                        answer -> {
                            if (answer.is(StunClass.SUCCESS, StunMethod.BINDING)) {
                                answered.run();
                            }
                        });
        if (persistence == Persistence.ONCE) {
            transactions.once(id, question, patienceNanos);
        } else {
            transactions.repeat(id, question);
            network.schedule(patienceNanos, () -> transactions.cancel(id));
        }
    }

    /** Ends every check. */
    @Override
    public void close() {
        rest();
        transactions.clear();
    }

    private final class AgentEvents implements PairChecks.Listener {
        @Override
        public void onValid(InetSocketAddress base, InetSocketAddress remote) {
            listener.onValid(base, remote);
        }

        @Override
        public void onNominated(InetSocketAddress base, InetSocketAddress remote) {
            listener.onNominated(base, remote);
        }

        /** ice4j gives up for good; whoever waits for a deadline of ours needs another agent. */
        @Override
        public void onFailed() {
            rest();
            start();
        }
    }
}
