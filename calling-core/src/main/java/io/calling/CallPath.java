package io.calling;

import io.calling.CallInput.Progress;
import io.calling.ice.Candidate;
import io.calling.ice.CandidateType;
import io.calling.ice.IceRole;
import io.calling.ice.IceTransport;
import io.calling.ice.exposure.ExposureLedger;
import io.calling.media.AudioStreamConfig;
import io.calling.rtp.Ssrc;
import io.calling.signaling.AudioParameters;
import io.calling.signaling.Proof;
import io.calling.signaling.SessionParameters;
import io.calling.signaling.SignalingMessage.Candidates;
import io.calling.signaling.SignalingMessage.Renew;
import io.calling.srtp.ExternalIdentity;
import io.calling.srtp.Fingerprint;
import io.calling.srtp.SecurityInfo;
import io.calling.srtp.SetupRole;
import io.calling.stats.StatsReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The path of one call as the call sees it: what to tell the peer about our end, and what to make
 * of what the peer told. On the loop.
 */
final class CallPath implements SecurePath.Events {
    private final Call call;
    private final CallServices services;
    private final List<Candidate> candidates = new ArrayList<>();
    private final CallMedia media;
    private final PeerWatch watch;
    private final CallReports reports;
    private AudioStreamConfig audio;
    private Ports.@Nullable Handshakes handshakes;
    private volatile @Nullable SecurePath path;
    private volatile boolean relayedForGood;
    private boolean direct;
    private int told;
    private int generation;
    private final RenewalPace renewal;

    CallPath(Call call, CallServices services) {
        this.call = call;
        this.services = services;
        this.audio = AudioStreamConfig.opus(services.network());
        this.media = new CallMedia(services, audio.ssrc());
        this.reports =
                new CallReports(
                        services.network(), services.listeners(), call.record(), this::stats);
        this.watch = new PeerWatch(services.network(), this::onInterrupted);
        this.renewal = new RenewalPace(services.network(), () -> opened().renew());
    }

    /** What to send and where to play, given with our user's consent. */
    CallMedia media() {
        return media;
    }

    /** The statistics. */
    CallReports reports() {
        return reports;
    }

    private void stats(StatsReport.Builder into) {
        SecurePath open = path;
        if (open != null) {
            new PathEntries(open).add(into, media.availableBitrate());
            media.stats(into);
        }
    }

    /** Allocates on our own relay. Sends nothing to the peer. */
    void gather() {
        Ports.Handshakes mine = services.layers().handshakes();
        handshakes = mine;
        path =
                new SecurePath(
                        services.network(),
                        this::transport,
                        mine,
                        this,
                        call.record().events().tap());
        call.record().transport(path.transport()::statistics);
        path.transport().gather();
        if (call.terms().outgoing()) {
            path.transport().admitPeersOfOurRelays();
        }
    }

    /** Whether it may ever go direct is decided anew for each transport, and only narrows. */
    private IceTransport transport(IceTransport.Listener listener) {
        direct = false;
        ExposureLedger ledger = call.record().ledger();
        return relayedForGood || call.terms().privacy() == PrivacyMode.RELAY_ONLY
                ? services.layers().transport(ledger, listener)
                : services.layers().relayFirst(ledger, listener);
    }

    /** Goes direct once that is allowed, and back to relays alone where it no longer is. */
    void follow(boolean directAllowed) {
        if (path == null || relayedForGood) {
            return;
        }
        if (directAllowed && !direct) {
            direct = true;
            permitDirect();
        } else if (direct && !directAllowed) {
            relayOnly();
        }
    }

    private void permitDirect() {
        try {
            opened().transport().permitDirect();
        } catch (IllegalStateException e) {
            // Our user has made the call private in this moment, and so it stays.
            direct = false;
        }
    }

    /** Closes every direct socket before it returns. From any thread; there is no way back. */
    void relayOnly() {
        relayedForGood = true;
        SecurePath open = path;
        if (open != null) {
            open.transport().relayOnly();
        }
    }

    /** Whether the peer is to learn no address of ours any more. From any thread. */
    boolean isRelayedForGood() {
        return relayedForGood;
    }

    /**
     * Opens a new transport beside the old one, which goes on until the new one has a pair. A relay
     * that refuses at once would be asked, and the application for credentials, as fast as the loop
     * turns: what follows soon waits its turn.
     */
    void gatherAgain() {
        generation = call.generation();
        candidates.clear();
        told = 0;
        if (renewal.isDue()) {
            opened().renew();
        }
    }

    /** How the peer reaches the new transport, with the candidates there are. */
    Renew renewal() {
        return new Renew(generation, opened().credentials(), untold());
    }

    void connectAgain(Renew remote) {
        call.record().events().remoteCandidates(remote.candidates());
        opened().connectAgain(role(), remote);
    }

    private IceRole role() {
        return call.terms().outgoing() ? IceRole.CONTROLLING : IceRole.CONTROLLED;
    }

    /** How the peer reaches us, with the candidates there are. */
    SessionParameters parameters(SetupRole role) {
        return new SessionParameters(
                call.terms().privacy(),
                role,
                opened().credentials(),
                List.of(fingerprint()),
                new AudioParameters(audio.payloadType(), audio.ssrc().value()),
                call.announcedVideo(),
                untold(),
                Proof.NONE);
    }

    /** What the peer was told in a call that is given up counts for nothing in another one. */
    void tellAllAgain() {
        told = 0;
    }

    /** The candidates that the peer has not been told. */
    Optional<Candidates> untoldCandidates() {
        List<Candidate> untold = untold();
        return untold.isEmpty()
                ? Optional.empty()
                : Optional.of(new Candidates(generation, untold, false));
    }

    private List<Candidate> untold() {
        int end = Math.min(candidates.size(), told + SessionParameters.MAX_CANDIDATES);
        List<Candidate> untold = List.copyOf(candidates.subList(told, end));
        told = end;
        return untold;
    }

    void addCandidates(List<Candidate> remote) {
        call.record().events().remoteCandidates(remote);
        opened().transport().addRemoteCandidates(remote);
    }

    /** The hash of our certificate. */
    Fingerprint fingerprint() {
        return handshakes().localFingerprint();
    }

    /**
     * @param identities what the handshake is bound to, where both sides have signed
     */
    void connect(SessionParameters remote, Optional<ExternalIdentity> identities) {
        identities.ifPresent(handshakes()::bind);
        handshakes().offerCryptex();
        audio =
                audio.withRemoteSsrc(new Ssrc(remote.audio().ssrc()))
                        .withPayloadType(remote.audio().payloadType());
        call.record().events().remoteCandidates(remote.candidates());
        boolean outgoing = call.terms().outgoing();
        SetupRole setup = outgoing ? remote.setup().answer() : SetupRole.PASSIVE;
        opened().connect(role(), setup, remote);
    }

    void startHandshake() {
        opened().startHandshake();
    }

    void startMedia() {
        media.onKeys(call.observers()::tellKey);
        opened().attach(media.start(audio, opened()));
        call.record().audio(media::statistics);
        call.record().video(media.video()::statistics);
        watch.start();
        call.input(new CallInput.Muted(media.muted()));
    }

    /** For how long the peer has said nothing; zero where it was not listened for. */
    Duration silence() {
        return watch.silence();
    }

    /** Releases everything. Idempotent. */
    void close() {
        reports.close();
        watch.close();
        renewal.close();
        if (path != null) {
            path.close();
        }
        media.close();
    }

    /**
     * The last line of defence: a candidate that is not relayed reaches the peer only while a
     * direct path is permitted, and one that comes as it is withdrawn is kept back.
     */
    @Override
    public void onCandidate(Candidate candidate) {
        boolean relayed = candidate.type() == CandidateType.RELAYED;
        if (!relayed && !direct) {
            call.fail(EndReason.PRIVACY_VIOLATION_PREVENTED);
            return;
        }
        if (!relayed && relayedForGood) {
            return;
        }
        mark(Milestone.RELAY_ALLOCATED);
        call.record().events().localCandidate(candidate);
        candidates.add(candidate);
        call.input(Progress.CANDIDATE);
    }

    @Override
    public void onGathered() {
        mark(Milestone.GATHERED);
        call.input(Progress.GATHERED);
    }

    @Override
    public void onPathFound() {
        opened().transport()
                .selectedPair()
                .ifPresent(
                        pair -> {
                            call.record().pathIs(pair.local().type() == CandidateType.RELAYED);
                            call.record().events().path(pair);
                        });
        call.input(Progress.PATH_FOUND);
    }

    @Override
    public void onInterrupted() {
        call.record().events().interrupted();
        call.input(Progress.INTERRUPTED);
    }

    /** While the transport has no path, what comes in proves none. */
    @Override
    public void onHeard() {
        if (watch.heard() && opened().transport().selectedPair().isPresent()) {
            call.input(Progress.HEARD);
        }
    }

    @Override
    public void onSecured(SecurityInfo security) {
        call.assurance().secured(security);
        call.input(Progress.SECURED);
    }

    @Override
    public void onFirstMedia(Milestone which) {
        mark(which);
    }

    @Override
    public void onRejectedPacket() {
        call.record().packetRejected();
    }

    @Override
    public void onPeerClosed() {
        call.input(Progress.PEER_CLOSED);
    }

    @Override
    public void onFailed(EndReason reason) {
        call.fail(reason);
    }

    private void mark(Milestone milestone) {
        call.record().mark(milestone, services.network().nanoTime());
    }

    private SecurePath opened() {
        if (path == null) {
            throw new IllegalStateException("the path has not been opened");
        }
        return path;
    }

    private Ports.Handshakes handshakes() {
        if (handshakes == null) {
            throw new IllegalStateException("the path has not been opened");
        }
        return handshakes;
    }
}
