/** DTLS-SRTP for the JVM: DTLS on Bouncy Castle, SRTP and SRTCP on the JDK's ciphers. */
module io.calling.srtp {
    requires transitive org.jspecify;
    requires org.bouncycastle.provider;
    requires org.bouncycastle.tls;
    requires org.bouncycastle.util;
    requires org.slf4j;

    exports io.calling.srtp;
    exports io.calling.srtp.verification;
}
