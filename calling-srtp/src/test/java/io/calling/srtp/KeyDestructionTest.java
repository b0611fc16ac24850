package io.calling.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bouncycastle.crypto.digests.SHA1Digest;
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
        for (int side = 0; side < 2; side++) {
            SrtpMasterKey master = masterKey(profile, material, side);
            secrets.add(master.key());
            secrets.add(master.salt());
            addSessionKeys(secrets, profile, new KeyDerivation(master));
        }
        return secrets;
    }

    /** What the digests of an open session remember of their keys between two packets. */
    private static List<byte[]> digestStates(SrtpProfile profile, int seed) {
        byte[] material = material(profile, seed);
        List<byte[]> states = new ArrayList<>();
        for (int side = 0; side < 2 && !profile.aead(); side++) {
            KeyDerivation keys = new KeyDerivation(masterKey(profile, material, side));
            for (int labels : new int[] {0, KeyDerivation.RTCP}) {
                byte[] hmac = keys.derive(labels + KeyDerivation.RTP_AUTHENTICATION, 20);
                states.add(stateAfter(masked(hmac, 0x36), (byte) 0x36));
            }
        }
        return states;
    }

    private static SrtpMasterKey masterKey(SrtpProfile profile, byte[] material, int side) {
        int keyBytes = profile.keyBytes();
        int saltAt = 2 * keyBytes + side * profile.saltBytes();
        return SrtpMasterKey.of(
                Arrays.copyOfRange(material, side * keyBytes, (side + 1) * keyBytes),
                Arrays.copyOfRange(material, saltAt, saltAt + profile.saltBytes()));
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

    /** What SHA-1 remembers of a key block, from which tags could be made without the key. */
    private static byte[] stateAfter(byte[] maskedKey, byte padding) {
        byte[] block = Arrays.copyOf(maskedKey, 64);
        Arrays.fill(block, maskedKey.length, block.length, padding);
        SHA1Digest sha1 = new SHA1Digest();
        sha1.update(block, 0, block.length);
        // Bytes held and bytes hashed come first.
        return Arrays.copyOfRange(sha1.getEncodedState(), 16, 36);
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
            assertThat(digestStates(profile, OPEN))
                    .as("%s, open: states of digests too", profile)
                    .allMatch(heap::contains);
            assertThat(digestStates(profile, CLOSED))
                    .as("%s, closed: states of digests", profile)
                    .noneMatch(heap::contains);
            assertThat(secrets(profile, CLOSED))
                    .as("%s, closed", profile)
                    .noneMatch(heap::contains);
        }
        assertThat(sessions).hasSize(8);
    }
}
