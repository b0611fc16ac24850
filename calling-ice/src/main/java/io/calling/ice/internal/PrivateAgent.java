package io.calling.ice.internal;

import java.io.IOException;
import java.time.Duration;
import org.ice4j.TransportAddress;
import org.ice4j.ice.Agent;
import org.ice4j.ice.CandidatePair;
import org.ice4j.ice.CandidateType;
import org.ice4j.ice.CheckList;
import org.ice4j.ice.Component;
import org.ice4j.ice.IceMediaStream;
import org.ice4j.ice.KeepAliveStrategy;
import org.ice4j.ice.LocalCandidate;
import org.ice4j.ice.RemoteCandidate;
import org.jspecify.annotations.Nullable;

/**
 * An ice4j agent that knows what it is told: random credentials, no harvester, no socket, no log,
 * and a check list that can hold pairs of our own bases only.
 */
final class PrivateAgent extends Agent {
    private static final String STREAM = "call";

    /** How often a pair is checked first: Ta (RFC 8445, 14.2). */
    private static final long PACE_MILLIS = Duration.ofMillis(5).toMillis();

    private final String fragment;
    private final String password;
    private final IceMediaStream stream;
    private final Component component;

    /**
     * Made by {@link #getStunStack()}, which ice4j's constructor calls; so it has no initialiser.
     */
    private @Nullable CheckStack stack;

    PrivateAgent(CheckCredentials credentials, boolean controlling, long tieBreaker) {
        super(SilentLogger.INSTANCE);
        fragment = credentials.localFragment();
        password = "none: this agent signs nothing";
        setTrickling(true);
        setUseDynamicPorts(false);
        setPerformConsentFreshness(false);
        setControlling(controlling);
        setTieBreaker(tieBreaker);
        setTa(PACE_MILLIS);
        stream = createMediaStream(STREAM);
        stream.setRemoteUfrag(credentials.remoteFragment());
        stream.setRemotePassword(password);
        component = component(stream);
    }

    private Component component(IceMediaStream parent) {
        try {
            return createComponent(parent, KeepAliveStrategy.SELECTED_ONLY, false);
        } catch (IOException e) {
            throw new IllegalStateException("ice4j opened a socket of its own", e);
        }
    }

    CheckStack checkStack() {
        return getStunStack();
    }

    IceMediaStream stream() {
        return stream;
    }

    @Nullable CandidatePair selectedPair() {
        return component.getSelectedPair();
    }

    BaseCandidate addBase(TransportAddress address, long priority) {
        BaseCandidate candidate = new BaseCandidate(address, component, priority);
        component.addLocalCandidate(candidate);
        return candidate;
    }

    /** Adds a pair to the check list, also while checks run, unless it is there. */
    void addPair(BaseCandidate base, TransportAddress remote, String foundation, long priority) {
        RemoteCandidate candidate =
                new RemoteCandidate(
                        remote,
                        component,
                        CandidateType.HOST_CANDIDATE,
                        foundation,
                        priority,
                        null);
        CheckList checkList = stream.getCheckList();
        synchronized (checkList) {
            if (checkList.findPairMatching(base, candidate) == null) {
                checkList.add(createCandidatePair(base, candidate));
            }
        }
    }

    @Override
    public synchronized CheckStack getStunStack() {
        if (stack == null) {
            stack = new CheckStack();
        }
        return stack;
    }

    /** The pairs are in the list already; ice4j would make its own from candidates. */
    @Override
    protected void initCheckLists() {}

    @Override
    protected CandidatePair createCandidatePair(LocalCandidate local, RemoteCandidate remote) {
        LocalCandidate base = local.getBase() == null ? local : local.getBase();
        if (!(base instanceof BaseCandidate)) {
            throw new IllegalStateException("a pair with a base that is not ours");
        }
        return super.createCandidatePair(local, remote);
    }

    @Override
    public String getLocalUfrag() {
        return fragment;
    }

    @Override
    public String getLocalPassword() {
        return password;
    }

    /** Says nothing; ice4j's prints the password. */
    @Override
    public String toString() {
        return "PrivateAgent";
    }
}
