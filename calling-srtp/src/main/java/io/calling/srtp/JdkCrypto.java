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

    static MessageDigest digest(String algorithm) {
        try {
            return namedDigest(algorithm);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this runtime has no " + algorithm, e);
        }
    }

    private static Cipher named(String transformation) throws GeneralSecurityException {
        try {
            return Cipher.getInstance(transformation, "SunJCE");
        } catch (NoSuchProviderException e) {
            return Cipher.getInstance(transformation);
        }
    }

    private static MessageDigest namedDigest(String algorithm) throws GeneralSecurityException {
        try {
            return MessageDigest.getInstance(algorithm, "SUN");
        } catch (NoSuchProviderException e) {
            return MessageDigest.getInstance(algorithm);
        }
    }
}
