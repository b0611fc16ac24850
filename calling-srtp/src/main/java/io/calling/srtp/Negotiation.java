package io.calling.srtp;

import java.io.IOException;
import java.util.Hashtable;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.SessionParameters;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.jspecify.annotations.Nullable;

/** What client and server have in common: who the peer must be, and what comes out. */
final class Negotiation {
    private static final byte[] NO_MKI = {};

    /** RFC 8844, 3.2. */
    private static final Integer EXTERNAL_ID_HASH = 55;

    private final DtlsSettings settings;
    private final PeerIdentity identity;
    private final HandshakeCrypto crypto;
    private final CryptexNegotiation headers;
    private @Nullable SrtpProfile profile;
    private boolean proved;
    private boolean misbound;
    private volatile boolean closedByPeer;
    private @Nullable SrtpSession session;
    private @Nullable SecurityInfo security;

    Negotiation(DtlsSettings settings, PeerIdentity identity, HandshakeCrypto crypto) {
        this.settings = settings;
        this.identity = identity;
        this.crypto = crypto;
        this.headers = new CryptexNegotiation(settings.offersCryptex());
    }

    HandshakeCrypto crypto() {
        return crypto;
    }

    PeerIdentity identity() {
        return identity;
    }

    CryptexNegotiation headers() {
        return headers;
    }

    /** Signaling may have agreed on cryptex before, or the handshake has. */
    private SrtpOptions agreedOptions() {
        SrtpOptions given = settings.srtpOptions();
        return given.withCryptex(given.cryptex() || headers.agreed());
    }

    /** Our certificate and the means to sign with its key. */
    TlsCredentialedSigner credentials(TlsContext context) throws IOException {
        proved = true;
        byte[] der = settings.certificate().encoded();
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                crypto,
                settings.certificate().privateKey(),
                new Certificate(new TlsCertificate[] {crypto.createCertificate(der)}),
                HandshakeParameters.OUR_SIGNATURE);
    }

    /** Says which identity we are bound to, if we are. */
    @SuppressWarnings({"rawtypes", "unchecked"}) // Bouncy Castle's signature
    void addIdentity(Hashtable extensions) {
        ExternalIdentity bound = settings.externalIdentity();
        if (bound != null) {
            extensions.put(EXTERNAL_ID_HASH, bound.extension());
        }
    }

    /**
     * Checks which identity the peer is bound to. RFC 8844, 3.2: a hash that is not the one of the
     * assertion in signaling ends the handshake with {@code illegal_parameter}; so does its
     * absence, since whoever asks for this knows that the peer does it too.
     */
    @SuppressWarnings("rawtypes") // Bouncy Castle's signature
    void checkIdentity(@Nullable Hashtable extensions) throws IOException {
        ExternalIdentity bound = settings.externalIdentity();
        if (bound == null) {
            return;
        }
        byte[] hash = extensions == null ? null : (byte[]) extensions.get(EXTERNAL_ID_HASH);
        if (hash == null || !bound.accepts(hash)) {
            misbound = true;
            throw new TlsFatalAlert(AlertDescription.illegal_parameter);
        }
    }

    /** Whether the peer is bound to another identity. */
    boolean misbound() {
        return misbound;
    }

    /** As a client: offers our SRTP profiles. */
    @SuppressWarnings("rawtypes") // Bouncy Castle's signature
    void offerProfiles(Hashtable extensions) throws IOException {
        TlsSRTPUtils.addUseSRTPExtension(
                extensions, new UseSRTPData(HandshakeParameters.profileIds(), NO_MKI));
    }

    /**
     * As a client: takes the profile that the server chose. RFC 5764, 4.1.1: it names exactly one,
     * from those offered.
     */
    @SuppressWarnings("rawtypes") // Bouncy Castle's signature
    void takeChosenProfile(@Nullable Hashtable extensions) throws IOException {
        UseSRTPData chosen = useSrtp(extensions);
        int[] profiles = chosen.getProtectionProfiles();
        if (profiles.length != 1 || chosen.getMki().length > 0) {
            throw new TlsFatalAlert(AlertDescription.illegal_parameter);
        }
        profile =
                HandshakeParameters.commonProfile(profiles)
                        .orElseThrow(() -> new TlsFatalAlert(AlertDescription.illegal_parameter));
    }

    /** As a server: chooses one of the client's profiles, by our own order. */
    @SuppressWarnings("rawtypes") // Bouncy Castle's signature
    void chooseProfile(@Nullable Hashtable extensions) throws IOException {
        profile =
                HandshakeParameters.commonProfile(useSrtp(extensions).getProtectionProfiles())
                        .orElseThrow(() -> new TlsFatalAlert(AlertDescription.handshake_failure));
    }

    /** As a server: announces the choice. */
    @SuppressWarnings("rawtypes") // Bouncy Castle's signature
    void announceProfile(Hashtable extensions) throws IOException {
        TlsSRTPUtils.addUseSRTPExtension(
                extensions, new UseSRTPData(new int[] {chosenProfile().id()}, NO_MKI));
    }

    @SuppressWarnings("rawtypes") // Bouncy Castle's signature
    private static UseSRTPData useSrtp(@Nullable Hashtable extensions) throws IOException {
        UseSRTPData data = extensions == null ? null : TlsSRTPUtils.getUseSRTPExtension(extensions);
        if (data == null) {
            throw new TlsFatalAlert(AlertDescription.handshake_failure);
        }
        return data;
    }

    /**
     * Both Finished messages are verified: derives the SRTP keys (RFC 5764, 4.2).
     *
     * @throws TlsFatalAlert if one of the two sides did not prove who it is
     */
    void complete(TlsContext context) throws IOException {
        Fingerprint remote = identity.verified();
        if (remote == null || !proved) {
            throw new TlsFatalAlert(AlertDescription.handshake_failure);
        }
        security = describe(context.getSecurityParametersConnection(), remote);
        byte[] material =
                context.exportKeyingMaterial(
                        ExporterLabel.dtls_srtp, null, chosenProfile().exportedKeyBytes());
        session =
                SrtpSession.fromExportedKeys(
                        chosenProfile(),
                        material,
                        settings.role() == SetupRole.ACTIVE,
                        agreedOptions());
        forgetMasterSecret(context);
    }

    private SecurityInfo describe(SecurityParameters parameters, Fingerprint remote) {
        return new SecurityInfo(
                "DTLS 1.2",
                HandshakeParameters.suiteName(parameters.getCipherSuite()),
                crypto.groupName(),
                chosenProfile(),
                settings.role(),
                settings.certificate().fingerprint(),
                remote,
                Verification.UNVERIFIED,
                agreedOptions().cryptex());
    }

    /** Nothing is resumed, so Bouncy Castle's copy for that purpose has none. */
    private static void forgetMasterSecret(TlsContext context) {
        SessionParameters resumable = context.getSession().exportSessionParameters();
        if (resumable != null) {
            resumable.clear();
        }
    }

    private SrtpProfile chosenProfile() {
        if (profile == null) {
            throw new IllegalStateException("no SRTP profile was negotiated");
        }
        return profile;
    }

    /** Notes what the peer says besides the handshake. */
    void alertReceived(short alert) {
        closedByPeer |= alert == AlertDescription.close_notify;
    }

    /** Whether the peer said {@code close_notify}. */
    boolean closedByPeer() {
        return closedByPeer;
    }

    /** Hands over the keys, once complete and once only. */
    SrtpSession takeSession() {
        SrtpSession keys = session;
        session = null;
        if (keys == null) {
            throw new IllegalStateException("no keys");
        }
        return keys;
    }

    /** What was agreed on, once complete. */
    SecurityInfo security() {
        if (security == null) {
            throw new IllegalStateException("the handshake is not complete");
        }
        return security;
    }
}
