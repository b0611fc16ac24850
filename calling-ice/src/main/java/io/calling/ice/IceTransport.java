package io.calling.ice;

import io.calling.ice.exposure.ExposureLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One component (RTP and RTCP multiplexed, everything bundled) of one call: gathers our candidates,
 * checks them against the peer's, and carries datagrams over the selected pair.
 *
 * <p>Nothing is sent towards the peer (no permission, no check) before {@link #connect}.
 * Thread-safe.
 */
public interface IceTransport extends AutoCloseable {

    /**
     * Bytes before {@code offset} in {@link #send} that the transport may overwrite with headers.
     */
    int HEADROOM = 64;

    /** Our user fragment and password, random for each start (RFC 8445, 5.3). */
    IceCredentials localCredentials();

    /**
     * Those of our candidates that were told of and lead to us now: without those of a relay that
     * was lost or released, or of an address that this host no longer has.
     */
    List<Candidate> localCandidates();

    /** Starts to gather; candidates follow at the listener. Sends nothing to the peer. */
    void gather();

    /**
     * Asks our relays to let in what comes from their own address, since the peer may use the same
     * ones: its first check then need not wait for ours. For the side that calls, whose user has
     * said already whom they want to talk to. Relays are told nothing of the peer by it, and what
     * comes in counts only once it is authentic.
     */
    default void admitPeersOfOurRelays() {}

    /**
     * Starts checks with the peer, as soon as both sides have a candidate.
     *
     * @param role whether our side nominates
     * @param remote the peer's user fragment and password
     */
    void connect(IceRole role, IceCredentials remote);

    /**
     * Starts anew (RFC 8445, 9), while the path in use goes on carrying datagrams: signal the new
     * credentials and the candidates that follow at the listener, and {@link #connect} again with
     * the peer's new ones. The policy stays.
     *
     * @return our new user fragment and password
     */
    IceCredentials restart();

    /**
     * Gathers direct candidates too, from now on, and moves to a direct path as soon as one is
     * proved: the peer learns our addresses. For {@link TransportPolicy#RELAY_FIRST} only.
     *
     * @throws IllegalStateException if the policy is relay-only, or {@link #relayOnly} was called:
     *     privacy only ever tightens
     */
    void permitDirect();

    /**
     * Closes every direct socket before it returns, and goes on through relays alone; datagrams may
     * pause. There is no way back.
     */
    void relayOnly();

    /**
     * Says that this host's network is another one. Gathers again at once, on the same relays and
     * never wider; the new candidates follow at the listener. A transport that gathers watches the
     * addresses of this host by itself, and does this within a second after one came or went; this
     * is for what shows in no address.
     */
    void networkChanged();

    /**
     * Adds candidates of the peer; refused ones are dropped and counted. Before or after connect.
     */
    void addRemoteCandidates(List<Candidate> candidates);

    /**
     * Adds candidates of the peer as lines, {@code candidate:…}; refused ones, names above all, are
     * dropped and counted.
     */
    default void addRemoteCandidateLines(List<String> lines) {
        List<Candidate> candidates = new ArrayList<>();
        for (String line : lines) {
            if (CandidateLine.read(line) instanceof CandidateLine.Usable usable) {
                candidates.add(usable.candidate());
            }
        }
        addRemoteCandidates(candidates);
    }

    /**
     * Says that the peer has no more candidates (RFC 8838, 14). That alone ends nothing: a check of
     * a peer behind a NAT may come later than its last candidate, so the deadline decides (RFC
     * 8863, 4).
     */
    void endOfRemoteCandidates();

    /**
     * Sends one datagram to the selected pair, in place: up to {@link #HEADROOM} bytes before
     * {@code offset} are overwritten. Before the first pair was selected, to where the peer's first
     * check came from, if that is a relay's address and so is ours ({@link
     * Listener#onPeerChecked}), and no more than eight times.
     *
     * @return false where there is no such pair, consent has expired, or the buffer is full
     */
    boolean send(byte[] buffer, int offset, int length);

    /** The pair in use, once connected. */
    Optional<SelectedPair> selectedPair();

    /** What was disclosed to whom. */
    ExposureLedger ledger();

    /** Counters of what was sent, received, dropped and refused. */
    IceStatistics statistics();

    /** Releases the allocations at the relays, then closes every socket. Idempotent. */
    @Override
    void close();

    /** What the transport tells; every method runs on the network's loop. */
    interface Listener {
        /** A candidate of ours that the peer may learn. */
        void onLocalCandidate(Candidate candidate);

        /** All candidates of ours have been told; again, where more were gathered later. */
        void onGatheringComplete();

        /** A pair was selected, or another one took its place. */
        void onSelectedPair(SelectedPair pair);

        /**
         * A check of the peer's came, authentic, between two relays, and there is no pair yet:
         * {@link #send} goes that way meanwhile. For the first message of a handshake, which need
         * not wait for our own check to be answered. Told once at most.
         */
        default void onPeerChecked() {}

        /**
         * There is no pair at the moment: the path or its relay was lost, and another one is
         * sought. {@link #onSelectedPair} or {@link #onFailed} follows.
         */
        default void onInterrupted() {}

        /**
         * The peer answered a question of ours, authentically, and consents to what we send: a sign
         * of life every few seconds where nothing else flows (RFC 7675, 5.1).
         */
        default void onConsent() {}

        /**
         * A datagram from the validated pair that is not STUN; buffer as in {@link
         * io.calling.ice.net.DatagramReceiver#onDatagram}.
         */
        void onData(byte[] buffer, int offset, int length);

        /** The transport has ended. Called once at most, and never after {@code close()}. */
        void onFailed(IceFailure failure);
    }
}
