package io.calling.srtp;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One DTLS association that agrees on SRTP keys (RFC 5764), over datagrams that somebody else
 * carries.
 *
 * <p>The peer's certificate is compared with the fingerprints of signaling before anything is
 * derived from the handshake; only then the listener gets the {@link SrtpSession}. Datagrams that
 * arrive before the fingerprints are known wait, up to a bound. Thread-safe.
 */
public final class DtlsSrtpTransport implements AutoCloseable {
    /** Free bytes that each datagram has around it when it is given to the output. */
    public static final int HEADROOM = 128;

    private final DtlsSettings settings;
    private final DtlsAssociation association;

    private DtlsSrtpTransport(
            DtlsEngine engine, DtlsSettings settings, List<Fingerprint> remoteFingerprints) {
        this.settings = settings;
        this.association = new DtlsAssociation(engine, settings);
        if (!remoteFingerprints.isEmpty()) {
            association.verifyRemote(remoteFingerprints);
        }
    }

    /** Starts to describe a transport that runs on {@code engine}. */
    public static Builder builder(DtlsEngine engine) {
        return new Builder(engine);
    }

    /** Our certificate's SHA-256 fingerprint. */
    public Fingerprint localFingerprint() {
        return settings.certificate().fingerprint();
    }

    /**
     * Starts the handshake, or starts it as soon as the remote fingerprints are known. To be called
     * once the path can carry datagrams.
     *
     * @throws IllegalStateException if called twice or after {@link #close}
     */
    public void start() {
        association.start();
    }

    /**
     * Says which certificates the peer may show; to be called once, if the builder did not know.
     *
     * <p>RFC 8122, 5: of the hash functions in the list only the strongest counts, and the
     * certificate must match one of its fingerprints.
     *
     * @throws IllegalArgumentException if the list is empty
     * @throws IllegalStateException if the fingerprints are known already
     */
    public void verifyRemote(List<Fingerprint> fingerprints) {
        association.verifyRemote(fingerprints);
    }

    /**
     * Takes a datagram that arrived on the validated path, DTLS by its first byte (RFC 7983: 20 to
     * 63). Copies it and returns at once; safe on a network loop. Whatever the bytes are, it never
     * throws.
     */
    public void receive(byte[] buffer, int offset, int length) {
        association.receive(buffer, offset, length);
    }

    /**
     * Tells the peer with {@code close_notify}, sent before this returns, and lets go of
     * everything. The listener hears no more, but for a call that is on its way at this moment.
     * Does not close the {@link SrtpSession}, which is its receiver's. Idempotent.
     */
    @Override
    public void close() {
        association.close();
    }

    /**
     * Learns how the handshake goes; called on a worker of the engine, one call at a time, with no
     * lock held. What it throws is logged and has no effect.
     */
    public interface Listener {
        /**
         * The peer owns the announced certificate and both sides have the same keys. The session is
         * the listener's, to use and to close.
         */
        void onConnected(SrtpSession session, SecurityInfo security);

        /** There will be no keys. The transport is closed; the last call. */
        void onFailed(DtlsFailure failure);

        /** The peer said {@code close_notify} after the handshake; the last call. */
        void onClosed();
    }

    /** Describes a transport; see each method for its default. */
    public static final class Builder {
        private static final int LEAST_MTU_BYTES = 300;
        private static final Duration LEAST_WAIT = Duration.ofMillis(50);
        private static final Duration MOST_WAIT = Duration.ofMillis(400);

        private final DtlsEngine engine;
        private @Nullable SetupRole role;
        private @Nullable DtlsCertificate certificate;
        private @Nullable DatagramOutput output;
        private @Nullable Listener listener;
        private @Nullable ExternalIdentity externalIdentity;
        private List<Fingerprint> remoteFingerprints = List.of();
        private Duration handshakeTimeout = Duration.ofSeconds(40);
        private Duration firstRetransmission = Duration.ofMillis(150);
        private int mtuBytes = 1200;
        private SrtpOptions srtpOptions = SrtpOptions.DEFAULT;
        private boolean offersCryptex;

        private Builder(DtlsEngine engine) {
            this.engine = engine;
        }

        /** Who sends the ClientHello: active or passive. Required. */
        public Builder setupRole(SetupRole role) {
            if (role == SetupRole.ACTPASS) {
                throw new IllegalArgumentException("setupRole: actpass is an offer, not a role");
            }
            this.role = role;
            return this;
        }

        /** Our certificate. Required, and made for this call. */
        public Builder certificate(DtlsCertificate certificate) {
            this.certificate = certificate;
            return this;
        }

        /** Which certificates the peer may show; otherwise {@link #verifyRemote} says it later. */
        public Builder remoteFingerprints(List<Fingerprint> fingerprints) {
            this.remoteFingerprints = List.copyOf(fingerprints);
            return this;
        }

        /** Where datagrams go. Required. */
        public Builder output(DatagramOutput output) {
            this.output = output;
            return this;
        }

        /** Who learns of the outcome. Required. */
        public Builder listener(Listener listener) {
            this.listener = listener;
            return this;
        }

        /**
         * How long the handshake may take from its start; 40 s unless said otherwise, since peers
         * exist that repeat a lost flight after 1, 2, 4, 8 and 16 seconds.
         */
        public Builder handshakeTimeout(Duration timeout) {
            if (timeout.isNegative() || timeout.isZero()) {
                throw new IllegalArgumentException("handshakeTimeout must be positive");
            }
            this.handshakeTimeout = timeout;
            return this;
        }

        /** The largest datagram to make, 1,200 bytes unless said otherwise, 300 at least. */
        public Builder mtuBytes(int mtuBytes) {
            if (mtuBytes < LEAST_MTU_BYTES) {
                throw new IllegalArgumentException("mtuBytes must be 300 at least: " + mtuBytes);
            }
            this.mtuBytes = mtuBytes;
            return this;
        }

        /**
         * What the {@link SrtpSession} does beyond its profile; {@link SrtpOptions#DEFAULT} unless
         * said otherwise. The handshake does not negotiate it: with cryptex, offer and answer have
         * both said {@code a=cryptex} (RFC 9335, 4).
         */
        public Builder srtpOptions(SrtpOptions options) {
            this.srtpOptions = options;
            return this;
        }

        /**
         * Has the handshake itself agree on cryptex, where no SDP does: header extensions and CSRCs
         * are encrypted (RFC 9335) if the peer offers the same, and are not if it does not, or does
         * not know the extension of ours that says so. Nobody between the two can take it out:
         * Finished covers it. Not offered unless this is called.
         */
        public Builder offerCryptex() {
            this.offersCryptex = true;
            return this;
        }

        /**
         * The path's round-trip time, where ICE has measured it: the first retransmission then
         * comes a little after it. Unless said otherwise it comes after 150 ms.
         */
        public Builder roundTripTime(Duration roundTripTime) {
            Duration wait = roundTripTime.multipliedBy(3).dividedBy(2);
            this.firstRetransmission =
                    wait.compareTo(LEAST_WAIT) < 0
                            ? LEAST_WAIT
                            : wait.compareTo(MOST_WAIT) > 0 ? MOST_WAIT : wait;
            return this;
        }

        /**
         * Binds the handshake to the identities that both sides have signed for; a peer that is
         * bound to others, or to none, is refused. For peers of which it is known that they do so
         * too; none unless said otherwise.
         */
        public Builder externalIdentity(ExternalIdentity identity) {
            this.externalIdentity = identity;
            return this;
        }

        /**
         * Builds the transport. It sends nothing before {@link #start}.
         *
         * @throws IllegalArgumentException naming what is missing
         */
        public DtlsSrtpTransport build() {
            var settings =
                    new DtlsSettings(
                            required("setupRole", role),
                            required("certificate", certificate),
                            required("output", output),
                            required("listener", listener),
                            handshakeTimeout,
                            firstRetransmission,
                            mtuBytes,
                            srtpOptions,
                            offersCryptex,
                            externalIdentity);
            return new DtlsSrtpTransport(engine, settings, remoteFingerprints);
        }

        private static <T> T required(String name, @Nullable T value) {
            if (value == null) {
                throw new IllegalArgumentException(name + " is missing");
            }
            return value;
        }
    }
}
