package io.calling.srtp;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchProviderException;
import javax.crypto.Cipher;

/**
 * The JDK's own ciphers, whatever other providers the application put in front of them: those are
 * the ones that run on the processor's AES, SHA and carry-less multiplication instructions. A
 * runtime without them (one restricted to certified modules) gives what it has.
 */
final class JdkCrypto {
    private JdkCrypto() {}

    static Cipher cipher(String transformation) {
        try {
            return named(transformation);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this runtime has no " + transformation, e);
        }
    }

    static MessageDigest sha1() {
        try {
            return namedSha1();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this runtime has no SHA-1", e);
        }
    }

    private static Cipher named(String transformation) throws GeneralSecurityException {
        try {
            return Cipher.getInstance(transformation, "SunJCE");
        } catch (NoSuchProviderException e) {
            return Cipher.getInstance(transformation);
        }
    }

    private static MessageDigest namedSha1() throws GeneralSecurityException {
        try {
            return MessageDigest.getInstance("SHA-1", "SUN");
        } catch (NoSuchProviderException e) {
            return MessageDigest.getInstance("SHA-1");
        }
    }
}
