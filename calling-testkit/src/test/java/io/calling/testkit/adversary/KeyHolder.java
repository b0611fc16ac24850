package io.calling.testkit.adversary;

import io.calling.ice.Candidate;
import io.calling.ice.IceConfig;
import io.calling.ice.IceCredentials;
import io.calling.ice.IceFailure;
import io.calling.ice.IceRole;
import io.calling.ice.IceTransport;
import io.calling.ice.IceTransports;
import io.calling.ice.SelectedPair;
import io.calling.ice.net.Network;
import io.calling.ice.turn.RelayProvider;
import io.calling.srtp.DtlsCertificate;
import io.calling.srtp.DtlsEngine;
import io.calling.srtp.DtlsFailure;
import io.calling.srtp.DtlsSrtpTransport;
import io.calling.srtp.DtlsTimers;
import io.calling.srtp.Fingerprint;
import io.calling.srtp.SecurityInfo;
import io.calling.srtp.SetupRole;
import io.calling.srtp.SrtpOptions;
import io.calling.srtp.SrtpSession;
import io.calling.testkit.net.VirtualHost;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One end of a call down to its keys, and nothing above them: whoever has it can send any packet to
 * the other end, well encrypted. Driven by a test clock, on the loop of its host.
 */
final class KeyHolder implements IceTransport.Listener, AutoCloseable {
    private static final int ROOM = 128;
    private static final int MOST_BYTES = 9_500;
    private static final int STREAMS = 1 << 16;

    final Network network;
    final List<Candidate> candidates = new ArrayList<>();
    private final IceTransport transport;
    private final DtlsEngine engine;
    private final DtlsCertificate certificate;
    private final Heard heard;
    private final byte[] buffer = new byte[ROOM + MOST_BYTES + ROOM];
    private @Nullable DtlsSrtpTransport dtls;
    private @Nullable SrtpSession srtp;
    private boolean gathered;
    private boolean closed;
    private boolean active;
    private boolean greeted;
    private boolean goodbye;

    long packetsSent;
    long bytesSent;
    long bytesHeard;

    /** Takes what the other end sends, decrypted. */
    interface Heard {
        void onRtp(byte[] buffer, int offset, int length);

        void onRtcp(byte[] buffer, int offset, int length);
    }

    KeyHolder(VirtualHost host, RelayProvider relays, Heard heard) {
        this.network = host.network();
        this.heard = heard;
        SecureRandom random = new SecureRandom();
        this.certificate = DtlsCertificate.generate(random, network.now());
        this.engine = DtlsEngine.builder(random).timers(new Timers()).build();
        this.transport =
                IceTransports.create(IceConfig.builder(network).relays(relays).build(), this);
        transport.gather();
    }

    /** A timer of DTLS that went off is followed by what comes of it before anything else is. */
    private final class Timers implements DtlsTimers {
        @Override
        public long nanoTime() {
            return network.nanoTime();
        }

        @Override
        public Timer schedule(long delayNanos, Runnable task) {
            Runnable both =
                    () -> {
                        task.run();
                        settle();
                    };
            return network.schedule(delayNanos, both)::cancel;
        }
    }

    private void settle() {
        try {
            engine.awaitQuiet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    IceCredentials credentials() {
        return transport.localCredentials();
    }

    Fingerprint fingerprint() {
        return certificate.fingerprint();
    }

    boolean isGathered() {
        return gathered;
    }

    boolean isSecured() {
        return srtp != null;
    }

    /** Whether the other end said that it closes the connection, or the path is lost. */
    boolean isLeft() {
        return goodbye;
    }

    /** Connects as the answering side that begins the handshake, or waits for it. */
    void connect(
            IceRole role, SetupRole setup, IceCredentials remote, List<Fingerprint> fingerprints) {
        active = setup == SetupRole.ACTIVE;
        dtls =
                DtlsSrtpTransport.builder(engine)
                        .setupRole(setup)
                        .certificate(certificate)
                        .remoteFingerprints(fingerprints)
                        .srtpOptions(SrtpOptions.DEFAULT.withMaxStreams(STREAMS))
                        .output(transport::send)
                        .listener(new FromDtls())
                        .build();
        transport.connect(role, remote);
        if (!active) {
            greet();
        }
    }

    void addRemoteCandidates(List<Candidate> remote) {
        transport.addRemoteCandidates(remote);
    }

    void addRemoteCandidateLines(List<String> lines) {
        transport.addRemoteCandidateLines(lines);
    }

    private void greet() {
        DtlsSrtpTransport handshake = dtls;
        if (handshake != null && !greeted) {
            greeted = true;
            handshake.start();
            settle();
        }
    }

    /**
     * Encrypts and sends a packet; the array stays as it is.
     *
     * @return whether SRTP can say that at all: it repeats no number
     */
    boolean rtp(byte[] packet) {
        return send(packet, true);
    }

    /** The same for RTCP. */
    boolean rtcp(byte[] packet) {
        return send(packet, false);
    }

    private boolean send(byte[] packet, boolean rtp) {
        SrtpSession session = srtp;
        if (session == null || closed) {
            return false;
        }
        System.arraycopy(packet, 0, buffer, ROOM, packet.length);
        int length =
                rtp
                        ? session.sending().protectRtp(buffer, ROOM, packet.length)
                        : session.sending().protectRtcp(buffer, ROOM, packet.length);
        if (length <= 0) {
            return false;
        }
        packetsSent++;
        bytesSent += length;
        transport.send(buffer, ROOM, length);
        return true;
    }

    @Override
    public void onLocalCandidate(Candidate candidate) {
        candidates.add(candidate);
    }

    @Override
    public void onGatheringComplete() {
        gathered = true;
    }

    @Override
    public void onSelectedPair(SelectedPair pair) {
        if (active) {
            greet();
        }
    }

    @Override
    public void onData(byte[] data, int offset, int length) {
        bytesHeard += length;
        int first = data[offset] & 0xFF;
        DtlsSrtpTransport handshake = dtls;
        if (first >= 20 && first <= 63 && handshake != null) {
            handshake.receive(data, offset, length);
            settle();
        } else if (first >= 128 && first <= 191) {
            hear(data, offset, length);
        }
    }

    private void hear(byte[] data, int offset, int length) {
        SrtpSession session = srtp;
        if (session == null) {
            return;
        }
        int type = data[offset + 1] & 0x7F;
        if (type >= 64 && type <= 95) {
            int plain = session.receiving().unprotectRtcp(data, offset, length);
            if (plain > 0) {
                heard.onRtcp(data, offset, plain);
            }
        } else {
            int plain = session.receiving().unprotectRtp(data, offset, length);
            if (plain > 0) {
                heard.onRtp(data, offset, plain);
            }
        }
    }

    @Override
    public void onFailed(IceFailure failure) {
        goodbye = true;
    }

    private final class FromDtls implements DtlsSrtpTransport.Listener {
        @Override
        public void onConnected(SrtpSession session, SecurityInfo security) {
            network.execute(() -> srtp = session);
        }

        @Override
        public void onFailed(DtlsFailure failure) {
            network.execute(() -> goodbye = true);
        }

        @Override
        public void onClosed() {
            network.execute(() -> goodbye = true);
        }
    }

    @Override
    public void close() {
        closed = true;
        DtlsSrtpTransport handshake = dtls;
        if (handshake != null) {
            handshake.close();
            settle();
        }
        SrtpSession session = srtp;
        if (session != null) {
            session.close();
        }
        transport.close();
        engine.close();
    }
}
