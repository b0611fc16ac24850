package io.calling.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Security;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;

class JdkCryptoTest {
    /** Bouncy Castle takes ten times as long for a packet. */
    @Test
    void mediaDoNotRunOnAProviderThatTheApplicationPutFirst() {
        BouncyCastleProvider castle = new BouncyCastleProvider();
        Security.insertProviderAt(castle, 1);
        try {
            assertThat(JdkCrypto.cipher("AES/GCM/NoPadding").getProvider().getName())
                    .isEqualTo("SunJCE");
            assertThat(JdkCrypto.digest("SHA-1").getProvider().getName()).isEqualTo("SUN");
        } finally {
            Security.removeProvider(castle.getName());
        }
    }
}
