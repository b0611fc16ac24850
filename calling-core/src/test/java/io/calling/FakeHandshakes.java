package io.calling;

import io.calling.srtp.DatagramOutput;
import io.calling.srtp.DtlsFailure;
import io.calling.srtp.DtlsSrtpTransport;
import io.calling.srtp.ExternalIdentity;
import io.calling.srtp.Fingerprint;
import io.calling.srtp.SecurityInfo;
import io.calling.srtp.SetupRole;
import io.calling.srtp.SrtpOptions;
import io.calling.srtp.SrtpProfile;
import io.calling.srtp.SrtpSession;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A handshake of one datagram each way that shows the sender's fingerprint; the keys are the same
 * for all. What matters here is when it runs, and what it is told.
 */
final class FakeHandshakes implements Ports.Handshakes {
    private static final byte HANDSHAKE = 22;
    private static final byte CLOSE = 21;

    private final Fingerprint shown;
    private final Fingerprint announced;

    private final boolean silent;
    boolean bound;

    FakeHandshakes(byte[] announced, byte[] shown, boolean silent) {
        this.silent = silent;
        this.announced = Fingerprint.of(Fingerprint.Algorithm.SHA_256, announced);
        this.shown = Fingerprint.of(Fingerprint.Algorithm.SHA_256, shown);
    }

    @Override
    public Fingerprint localFingerprint() {
        return announced;
    }

    @Override
    public void bind(ExternalIdentity identity) {
        bound = true;
    }

    @Override
    public void offerCryptex() {}

    @Override
    public Ports.Handshake open(
            SetupRole role,
            List<Fingerprint> remote,
            SrtpOptions options,
            DatagramOutput output,
            DtlsSrtpTransport.Listener listener) {
        return new Association(role, remote, output, listener);
    }

    private final class Association implements Ports.Handshake {
        private final SetupRole role;
        private final List<Fingerprint> remote;
        private final DatagramOutput output;
        private final DtlsSrtpTransport.Listener listener;
        private boolean done;

        Association(
                SetupRole role,
                List<Fingerprint> remote,
                DatagramOutput output,
                DtlsSrtpTransport.Listener listener) {
            this.role = role;
            this.remote = remote;
            this.output = output;
            this.listener = listener;
        }

        @Override
        public void start() {
            if (role == SetupRole.ACTIVE) {
                send(HANDSHAKE);
            }
        }

        @Override
        public void receive(byte[] buffer, int offset, int length) {
            if (buffer[offset] == CLOSE) {
                listener.onClosed();
                return;
            }
            if (done) {
                return;
            }
            done = true;
            byte[] text = Arrays.copyOfRange(buffer, offset + 1, offset + length);
            finish(Fingerprint.parse(new String(text, StandardCharsets.US_ASCII)));
        }

        private void finish(Fingerprint peer) {
            if (!remote.contains(peer)) {
                listener.onFailed(DtlsFailure.FINGERPRINT_MISMATCH);
                return;
            }
            if (role == SetupRole.PASSIVE) {
                send(HANDSHAKE);
            }
            SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;
            byte[] keys = new byte[profile.exportedKeyBytes()];
            new Random(3).nextBytes(keys);
            listener.onConnected(
                    SrtpSession.fromExportedKeys(profile, keys, role == SetupRole.ACTIVE),
                    new SecurityInfo(
                            "DTLS 1.2",
                            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                            "x25519",
                            profile,
                            role,
                            announced,
                            peer));
        }

        private void send(byte type) {
            if (silent) {
                return;
            }
            byte[] text = shown.toString().getBytes(StandardCharsets.US_ASCII);
            byte[] buffer = new byte[text.length + 1 + 2 * DtlsSrtpTransport.HEADROOM];
            buffer[DtlsSrtpTransport.HEADROOM] = type;
            System.arraycopy(text, 0, buffer, DtlsSrtpTransport.HEADROOM + 1, text.length);
            output.send(buffer, DtlsSrtpTransport.HEADROOM, text.length + 1);
        }

        @Override
        public void close() {
            if (done) {
                send(CLOSE);
            }
        }
    }
}
