package io.calling.srtp;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The fuzz targets with seeded random bytes, quick enough for each build. */
class RandomPacketsTest {
    private static final int ROUNDS = 20_000;

    private final Random random = new Random(9335);

    private byte[] noise() {
        byte[] bytes = new byte[random.nextInt(120)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Noise that begins like a packet, so that it comes further. */
    private byte[] plausible() {
        byte[] bytes = noise();
        if (bytes.length > 0) {
            bytes[0] = (byte) (0x80 | bytes[0] & 0x1F);
        }
        if (bytes.length > 20) {
            int extension = 12 + 4 * (bytes[0] & 0x0F);
            if (extension + 4 <= bytes.length) {
                BigEndian.putShort(bytes, extension, random.nextBoolean() ? 0xC0DE : 0xC2DE);
                BigEndian.putShort(bytes, extension + 2, random.nextInt(6));
            }
        }
        return bytes;
    }

    @Test
    void noiseIsRefusedAsSrtp() {
        for (int i = 0; i < ROUNDS; i++) {
            FuzzTargets.unprotectRtp(i % 4 == 0 ? noise() : plausible());
        }
    }

    @Test
    void noiseIsRefusedAsSrtcp() {
        for (int i = 0; i < ROUNDS; i++) {
            FuzzTargets.unprotectRtcp(i % 4 == 0 ? noise() : plausible());
        }
    }

    @Test
    void whateverCanBeProtectedComesBack() {
        for (int i = 0; i < ROUNDS / 20; i++) {
            FuzzTargets.roundTrip(plausible());
        }
    }
}
