package io.calling.srtp;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a {@link DtlsSrtpTransport} was built with; each value is checked by the builder. */
record DtlsSettings(
        SetupRole role,
        DtlsCertificate certificate,
        DatagramOutput output,
        DtlsSrtpTransport.Listener listener,
        Duration handshakeTimeout,
        Duration firstRetransmission,
        int mtuBytes,
        SrtpOptions srtpOptions,
        boolean offersCryptex,
        @Nullable ExternalIdentity externalIdentity) {}
