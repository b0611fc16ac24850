package io.calling.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * After close no reachable object holds a key, the JDK's ciphers included. The secrets are made
 * from a seed, and made again only when the heap has been dumped.
 */
class KeyDestructionTest {
    private static final int OPEN = 1;
    private static final int CLOSED = 2;

    @TempDir Path folder;

    private static byte[] material(SrtpProfile profile, int seed) {
        byte[] material = new byte[profile.exportedKeyBytes()];
        new Random(seed * 31L + profile.name().hashCode()).nextBytes(material);
        return material;
    }

    /** A session that has been used in all four ways. */
    private static SrtpSession used(SrtpProfile profile, int seed) {
        SrtpSession session = SrtpSession.fromExportedKeys(profile, material(profile, seed), true);
        Packets.through(session.sending()::protectRtp, Packets.rtp(1, 1, 160));
        Packets.through(session.sending()::protectRtcp, Packets.rtcp(1, 40));
        Packets.result(session.receiving()::unprotectRtp, Packets.rtp(1, 1, 160));
        Packets.result(session.receiving()::unprotectRtcp, Packets.rtcp(1, 40));
        return session;
    }

    /** Master keys, and the session keys of both directions, RTP and RTCP. */
    private static List<byte[]> secrets(SrtpProfile profile, int seed) {
        byte[] material = material(profile, seed);
        List<byte[]> secrets = new ArrayList<>();
        int keyBytes = profile.keyBytes();
        int saltBytes = profile.saltBytes();
        for (int side = 0; side < 2; side++) {
            int saltAt = 2 * keyBytes + side * saltBytes;
            byte[] key = Arrays.copyOfRange(material, side * keyBytes, (side + 1) * keyBytes);
            byte[] salt = Arrays.copyOfRange(material, saltAt, saltAt + saltBytes);
            secrets.add(key);
            secrets.add(salt);
            addSessionKeys(secrets, profile, new KeyDerivation(SrtpMasterKey.of(key, salt)));
        }
        return secrets;
    }

    private static void addSessionKeys(
            List<byte[]> secrets, SrtpProfile profile, KeyDerivation keys) {
        for (int labels : new int[] {0, KeyDerivation.RTCP}) {
            secrets.add(keys.derive(labels + KeyDerivation.RTP_ENCRYPTION, profile.keyBytes()));
            if (!profile.aead()) {
                byte[] hmac = keys.derive(labels + KeyDerivation.RTP_AUTHENTICATION, 20);
                secrets.add(hmac);
                secrets.add(masked(hmac, 0x36));
                secrets.add(masked(hmac, 0x5C));
            }
        }
    }

    private static byte[] masked(byte[] key, int mask) {
        byte[] masked = key.clone();
        for (int i = 0; i < masked.length; i++) {
            masked[i] ^= (byte) mask;
        }
        return masked;
    }

    @Test
    void noReachableObjectHoldsAKeyAfterClose() throws IOException {
        List<SrtpSession> sessions = new ArrayList<>();
        for (SrtpProfile profile : SrtpProfile.values()) {
            sessions.add(used(profile, OPEN));
            SrtpSession closed = used(profile, CLOSED);
            closed.close();
            sessions.add(closed);
        }

        HeapDump heap = HeapDump.ofReachable(folder);

        for (SrtpProfile profile : SrtpProfile.values()) {
            assertThat(secrets(profile, OPEN))
                    .as("%s, open: the search works", profile)
                    .anyMatch(heap::contains);
            assertThat(secrets(profile, CLOSED))
                    .as("%s, closed", profile)
                    .noneMatch(heap::contains);
        }
        assertThat(sessions).hasSize(8);
    }
}
