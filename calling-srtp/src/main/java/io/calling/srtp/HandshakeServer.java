package io.calling.srtp;

import java.io.IOException;
import java.util.Hashtable;
import org.bouncycastle.tls.AbstractTlsServer;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsECConfig;
import org.jspecify.annotations.Nullable;

/** The passive side's answers to Bouncy Castle's questions. */
@SuppressWarnings({"rawtypes", "JdkObsolete"}) // Bouncy Castle's signatures
final class HandshakeServer extends AbstractTlsServer {
    private static final short[] CERTIFICATE_TYPES = {
        ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign
    };

    private final Negotiation negotiation;

    HandshakeServer(Negotiation negotiation) {
        super(negotiation.crypto());
        this.negotiation = negotiation;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return HandshakeParameters.SERVER_CIPHER_SUITES.clone();
    }

    @Override
    protected boolean preferLocalCipherSuites() {
        return true;
    }

    @Override
    public TlsECConfig getECDHConfig() throws IOException {
        int group =
                HandshakeParameters.commonGroup(
                        context.getSecurityParametersHandshake().getClientSupportedGroups());
        if (group < 0) {
            throw new TlsFatalAlert(AlertDescription.handshake_failure);
        }
        return new TlsECConfig(group);
    }

    /** The fingerprint vouches for the certificate, not its signature. */
    @Override
    public boolean shouldCheckSigAlgOfPeerCerts() {
        return false;
    }

    /** RFC 7627: without it a key from the exporter would not be bound to this handshake. */
    @Override
    public boolean requiresExtendedMasterSecret() {
        return true;
    }

    @Override
    public int getHandshakeResendTimeMillis() {
        return HandshakeRun.NEVER_MILLIS;
    }

    @Override
    protected boolean allowCertificateStatus() {
        return false;
    }

    @Override
    public void processClientExtensions(@Nullable Hashtable extensions) throws IOException {
        super.processClientExtensions(extensions);
        negotiation.checkIdentity(extensions);
        negotiation.headers().take(extensions);
        negotiation.chooseProfile(extensions);
    }

    @Override
    public Hashtable getServerExtensions() throws IOException {
        Hashtable extensions = super.getServerExtensions();
        negotiation.announceProfile(extensions);
        negotiation.addIdentity(extensions);
        negotiation.headers().answer(extensions);
        return extensions;
    }

    @Override
    public TlsCredentials getCredentials() throws IOException {
        return negotiation.credentials(context);
    }

    @Override
    public CertificateRequest getCertificateRequest() {
        return new CertificateRequest(
                CERTIFICATE_TYPES.clone(), HandshakeParameters.signatures(), null);
    }

    @Override
    public void notifyClientCertificate(Certificate certificate) throws IOException {
        negotiation.identity().verify(certificate);
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        negotiation.complete(context);
    }

    @Override
    public void notifyAlertReceived(short alertLevel, short alertDescription) {
        negotiation.alertReceived(alertDescription);
    }
}
