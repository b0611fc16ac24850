package io.calling;

import io.calling.ice.Candidate;
import io.calling.ice.IceCredentials;
import io.calling.ice.IceFailure;
import io.calling.ice.IceRole;
import io.calling.ice.IceStatistics;
import io.calling.ice.IceTransport;
import io.calling.ice.SelectedPair;
import io.calling.ice.net.Network;
import io.calling.media.PacketInput;
import io.calling.media.TrackOutput;
import io.calling.signaling.SessionParameters;
import io.calling.signaling.SignalingMessage.Renew;
import io.calling.srtp.DtlsFailure;
import io.calling.srtp.DtlsSrtpTransport;
import io.calling.srtp.Fingerprint;
import io.calling.srtp.SecurityInfo;
import io.calling.srtp.SetupRole;
import io.calling.srtp.SrtpContext;
import io.calling.srtp.SrtpOptions;
import io.calling.srtp.SrtpSession;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The way of one call to its peer: ICE carries, DTLS agrees on keys, SRTP protects. Tells datagrams
 * apart by their first byte (RFC 7983). Everything happens on the loop; what DTLS tells on a worker
 * is brought there first.
 */
final class SecurePath implements TrackOutput, AutoCloseable {
    private final Network network;
    private final Ports.Handshakes handshakes;
    private final Events events;
    private final RenewableTransport transport;
    private final @Nullable RtpTap tap;

    private @Nullable PacketInput media;
    private Ports.@Nullable Handshake handshake;
    private @Nullable SrtpSession srtp;
    private @Nullable IceRole role;
    private @Nullable SecurityInfo security;
    private boolean hadPair;
    private boolean handshakeStarted;
    private boolean sentMedia;
    private boolean receivedMedia;
    private boolean closed;

    /** What happens on the path, told on the loop. */
    interface Events {
        /** A candidate of ours that the peer may learn. */
        void onCandidate(Candidate candidate);

        /** All our candidates have been told. */
        void onGathered();

        /** There is a pair. */
        void onPathFound();

        /** The pair is lost, and the transport looks for another. */
        default void onInterrupted() {}

        /** The peer, and nobody else, has said something. On the packet path. */
        default void onHeard() {}

        /** The peer showed the announced certificate, and there are keys. */
        void onSecured(SecurityInfo security);

        /** Our first media packet has gone, or the peer's first one came. */
        void onFirstMedia(Milestone which);

        /** A packet was forged, damaged, replayed, or nothing that we know. */
        void onRejectedPacket();

        /** The peer closed the connection. */
        void onPeerClosed();

        /** There is no way. */
        void onFailed(EndReason reason);

        /** The transport that {@link #renew} opened found no way. */
        default void onRenewalFailed(EndReason reason) {
            onFailed(reason);
        }

        /** The transport in use found no way any more, while a new one stands beside it. */
        default void onOldPathFailed(EndReason reason) {}
    }

    SecurePath(
            Network network,
            Function<IceTransport.Listener, IceTransport> transports,
            Ports.Handshakes handshakes,
            Events events,
            @Nullable RtpTap tap) {
        this.network = network;
        this.handshakes = handshakes;
        this.events = events;
        this.tap = tap;
        this.transport = new RenewableTransport(transports, new FromTransport());
    }

    IceTransport transport() {
        return transport;
    }

    /** Of all transports that there were. */
    IceStatistics statistics() {
        return transport.total();
    }

    /** What the handshake agreed on, once it is done. */
    Optional<SecurityInfo> security() {
        return Optional.ofNullable(security);
    }

    /** Which side nominates, once that is known. */
    Optional<IceRole> iceRole() {
        return Optional.ofNullable(role);
    }

    /** As W3C webrtc has it: RTCIceTransportState. */
    String iceState() {
        if (closed) {
            return "closed";
        } else if (transport.selectedPair().isPresent()) {
            return "connected";
        } else if (hadPair) {
            return "disconnected";
        }
        return role == null ? "new" : "checking";
    }

    /** As W3C webrtc has it: RTCDtlsTransportState. */
    String dtlsState() {
        if (closed) {
            return "closed";
        } else if (srtp != null) {
            return "connected";
        }
        return handshakeStarted ? "connecting" : "new";
    }

    IceCredentials credentials() {
        return transport.localCredentials();
    }

    /** Opens a new transport beside the old one; the keys stay. */
    void renew() {
        transport.renew();
        transport.gather();
    }

    /** Whether a transport that {@link #renew} opened stands beside the one in use. */
    boolean isRenewing() {
        return transport.hasNext();
    }

    /** Gives the new transport up; whether the old one goes on. */
    boolean giveUpRenewal() {
        return transport.giveUpNext();
    }

    /** Starts the checks between the new transports. */
    void connectAgain(IceRole iceRole, Renew remote) {
        transport.addRemoteCandidates(remote.candidates());
        transport.connect(iceRole, remote.ice());
    }

    /** Starts the checks of the new transport with the candidates that were and will be added. */
    void connectAgain(IceRole iceRole, IceCredentials remote) {
        transport.connect(iceRole, remote);
    }

    /** Starts the checks, and expects the peer's certificate. */
    void connect(IceRole iceRole, SetupRole role, SessionParameters remote) {
        transport.addRemoteCandidates(remote.candidates());
        connect(iceRole, role, remote.ice(), remote.fingerprints(), SrtpOptions.DEFAULT);
    }

    /** Starts the checks with the candidates that were and will be added. */
    void connect(
            IceRole iceRole,
            SetupRole role,
            IceCredentials remote,
            List<Fingerprint> fingerprints,
            SrtpOptions options) {
        this.role = iceRole;
        handshake = handshakes.open(role, fingerprints, options, this::sendDtls, new FromDtls());
        transport.connect(iceRole, remote);
        if (role == SetupRole.PASSIVE) {
            // The peer's ClientHello may come before our own check of the pair is answered.
            startHandshake();
        }
    }

    void startHandshake() {
        if (handshake != null && !handshakeStarted) {
            handshakeStarted = true;
            handshake.start();
        }
    }

    /** From now on the input gets the peer's packets. */
    void attach(PacketInput input) {
        media = input;
    }

    /** Encrypts in place and sends. */
    @Override
    public void rtp(byte[] buffer, int offset, int length) {
        rtpOnce(buffer, offset, length);
    }

    @Override
    public int rtpOnce(byte[] buffer, int offset, int length) {
        if (srtp == null) {
            return 0;
        }
        if (tap != null) {
            tap.rtp(true, buffer, offset, length);
        }
        int protectedLength = srtp.sending().protectRtp(buffer, offset, length);
        send(buffer, offset, protectedLength);
        if (!sentMedia && protectedLength > 0) {
            sentMedia = true;
            events.onFirstMedia(Milestone.FIRST_MEDIA_SENT);
        }
        return Math.max(0, protectedLength);
    }

    @Override
    public void repeat(byte[] buffer, int offset, int length) {
        send(buffer, offset, length);
    }

    /** Encrypts in place and sends. */
    @Override
    public void rtcp(byte[] buffer, int offset, int length) {
        if (srtp != null) {
            if (tap != null) {
                tap.rtcp(true, buffer, offset, length);
            }
            send(buffer, offset, srtp.sending().protectRtcp(buffer, offset, length));
        }
    }

    private void send(byte[] buffer, int offset, int lengthOrFailure) {
        if (lengthOrFailure > 0) {
            transport.send(buffer, offset, lengthOrFailure);
        }
    }

    private void sendDtls(byte[] buffer, int offset, int length) {
        transport.send(buffer, offset, length);
    }

    /** RFC 7983, 7: 20 to 63 is DTLS, 128 to 191 is RTP or RTCP. */
    private void receive(byte[] buffer, int offset, int length) {
        if (closed) {
            return;
        }
        int first = length > 0 ? buffer[offset] & 0xFF : 0;
        if (first >= 128 && first <= 191) {
            receiveMedia(buffer, offset, length);
        } else if (first >= 20 && first <= 63 && handshake != null) {
            handshake.receive(buffer, offset, length);
        } else {
            events.onRejectedPacket();
        }
    }

    private void receiveMedia(byte[] buffer, int offset, int length) {
        SrtpSession session = srtp;
        PacketInput input = media;
        if (session == null || input == null || length < 2) {
            events.onRejectedPacket();
        } else if (isRtcp(buffer[offset + 1])) {
            receiveRtcp(session.receiving(), input, buffer, offset, length);
        } else {
            receiveRtp(session.receiving(), input, buffer, offset, length);
        }
    }

    /** RFC 5761, 4: packet types 192 to 223, which are payload types 64 to 95 with the marker. */
    private static boolean isRtcp(byte second) {
        int type = second & 0x7F;
        return type >= 64 && type <= 95;
    }

    private void receiveRtp(
            SrtpContext context, PacketInput input, byte[] buffer, int offset, int length) {
        int plainLength = context.unprotectRtp(buffer, offset, length);
        if (plainLength < 0) {
            events.onRejectedPacket();
            return;
        }
        if (!receivedMedia) {
            receivedMedia = true;
            events.onFirstMedia(Milestone.FIRST_MEDIA_RECEIVED);
        }
        events.onHeard();
        if (tap != null) {
            tap.rtp(false, buffer, offset, plainLength);
        }
        input.onRtp(buffer, offset, plainLength);
    }

    private void receiveRtcp(
            SrtpContext context, PacketInput input, byte[] buffer, int offset, int length) {
        int plainLength = context.unprotectRtcp(buffer, offset, length);
        if (plainLength < 0) {
            events.onRejectedPacket();
        } else {
            events.onHeard();
            if (tap != null) {
                tap.rtcp(false, buffer, offset, plainLength);
            }
            input.onRtcp(buffer, offset, plainLength);
        }
    }

    /**
     * Says goodbye (RTCP BYE, DTLS close_notify), destroys the keys, releases the allocation at the
     * relay. Nothing is told afterwards. Idempotent.
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (media != null) {
            media.close();
            media = null;
        }
        if (handshake != null) {
            handshake.close();
        }
        if (srtp != null) {
            srtp.close();
        }
        transport.close();
    }

    private void onLoop(Runnable task) {
        network.execute(
                () -> {
                    if (!closed) {
                        task.run();
                    }
                });
    }

    private final class FromTransport implements RenewableTransport.Events {
        @Override
        public void onLocalCandidate(Candidate candidate) {
            events.onCandidate(candidate);
        }

        @Override
        public void onGatheringComplete() {
            events.onGathered();
        }

        @Override
        public void onSelectedPair(SelectedPair pair) {
            hadPair = true;
            events.onPathFound();
        }

        /** The ClientHello travels beside our own check. */
        @Override
        public void onPeerChecked() {
            startHandshake();
        }

        @Override
        public void onInterrupted() {
            events.onInterrupted();
        }

        @Override
        public void onConsent() {
            events.onHeard();
        }

        @Override
        public void onData(byte[] buffer, int offset, int length) {
            receive(buffer, offset, length);
        }

        @Override
        public void onFailed(IceFailure failure) {
            events.onFailed(Failures.reason(failure));
        }

        @Override
        public void onNextFailed(IceFailure failure) {
            events.onRenewalFailed(Failures.reason(failure));
        }

        @Override
        public void onCurrentFailed(IceFailure failure) {
            events.onOldPathFailed(Failures.reason(failure));
        }
    }

    private final class FromDtls implements DtlsSrtpTransport.Listener {
        @Override
        public void onConnected(SrtpSession session, SecurityInfo security) {
            network.execute(() -> secure(session, security));
        }

        @Override
        public void onFailed(DtlsFailure failure) {
            onLoop(() -> events.onFailed(reason(failure)));
        }

        /** The passive side waits from the start: without a path, that is what is missing. */
        private EndReason reason(DtlsFailure failure) {
            return failure == DtlsFailure.TIMEOUT && transport.selectedPair().isEmpty()
                    ? EndReason.NO_PATH
                    : Failures.reason(failure);
        }

        @Override
        public void onClosed() {
            onLoop(events::onPeerClosed);
        }
    }

    /** The session is ours from here, to close even where the path has been closed meanwhile. */
    private void secure(SrtpSession session, SecurityInfo security) {
        if (closed) {
            session.close();
            return;
        }
        srtp = session;
        this.security = security;
        events.onSecured(security);
    }
}
