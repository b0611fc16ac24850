package io.calling.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Random;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.tls.crypto.CryptoHashAlgorithm;
import org.junit.jupiter.api.Test;

/** The JDK's digests in the place of Bouncy Castle's, which say the same. */
class JdkDigestTest {
    private final Random random = new Random(5);
    private final HandshakeCrypto crypto = new HandshakeCrypto(new SecureRandom());

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] result(Digest digest) {
        byte[] result = new byte[digest.getDigestSize() + 2];
        assertThat(digest.doFinal(result, 1)).isEqualTo(digest.getDigestSize());
        return result;
    }

    private void assertSame(Digest ours, Digest theirs) {
        assertThat(ours.getAlgorithmName()).isEqualTo(theirs.getAlgorithmName());
        assertThat(ours.getDigestSize()).isEqualTo(theirs.getDigestSize());
        for (int length = 0; length < 300; length++) {
            byte[] message = bytes(length + 1);
            for (Digest digest : new Digest[] {ours, theirs}) {
                digest.update(message, 1, length);
                digest.update(message[0]);
            }
            assertThat(result(ours)).isEqualTo(result(theirs));
        }
    }

    @Test
    void sayWhatThoseOfBouncyCastleSay() {
        assertSame(crypto.createDigest(CryptoHashAlgorithm.sha256), SHA256Digest.newInstance());
        assertSame(crypto.createDigest(CryptoHashAlgorithm.sha384), new SHA384Digest());
    }

    @Test
    void makeTheSameHmac() {
        assertSameHmac(JdkDigest.sha256(), SHA256Digest.newInstance());
        assertSameHmac(JdkDigest.sha384(), new SHA384Digest());
    }

    private void assertSameHmac(Digest ours, Digest theirs) {
        for (int length = 1; length < 200; length++) {
            KeyParameter key = new KeyParameter(bytes(length));
            byte[] message = bytes(length);
            assertThat(hmac(ours, key, message)).isEqualTo(hmac(theirs, key, message));
        }
    }

    private static byte[] hmac(Digest digest, KeyParameter key, byte[] message) {
        HMac hmac = new HMac(digest);
        byte[] tag = new byte[hmac.getMacSize()];
        hmac.init(key);
        hmac.update(message, 0, message.length);
        hmac.doFinal(tag, 0);
        return tag;
    }

    @Test
    void aCopyGoesOnWithoutItsOriginal() {
        Digest original = crypto.createDigest(CryptoHashAlgorithm.sha256);
        byte[] message = bytes(100);
        original.update(message, 0, 70);
        Digest copy = crypto.cloneDigest(CryptoHashAlgorithm.sha256, original);
        original.reset();
        copy.update(message, 70, 30);
        Digest whole = SHA256Digest.newInstance();
        whole.update(message, 0, 100);
        assertThat(result(copy)).isEqualTo(result(whole));
    }

    @Test
    void otherDigestsAreStillBouncyCastles() {
        Digest sha512 = crypto.createDigest(CryptoHashAlgorithm.sha512);
        assertThat(sha512).isNotInstanceOf(JdkDigest.class);
        assertThat(crypto.cloneDigest(CryptoHashAlgorithm.sha512, sha512).getDigestSize())
                .isEqualTo(64);
    }

    @Test
    void noRoomIsTheCallersMistake() {
        assertThatThrownBy(() -> JdkDigest.sha256().doFinal(new byte[40], 9))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
