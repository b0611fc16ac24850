package io.calling.srtp;

import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;

/** Against Debian's libsrtp2, which is in most things that speak SRTP and are not browsers. */
class LibsrtpCrossTest extends PeerCrossTest {
    @BeforeAll
    static void compile() throws IOException, InterruptedException {
        LibsrtpPeer.compile();
    }

    @Override
    SrtpPeer protecting(SrtpProfile profile) throws IOException {
        return LibsrtpPeer.protecting(profile);
    }

    @Override
    SrtpPeer unprotecting(SrtpProfile profile) throws IOException {
        return LibsrtpPeer.unprotecting(profile);
    }
}
