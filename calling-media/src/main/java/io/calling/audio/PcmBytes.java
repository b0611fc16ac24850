package io.calling.audio;

/** 16-bit samples as the bytes of a sound device, little-endian. */
final class PcmBytes {
    private PcmBytes() {}

    static void toSamples(byte[] bytes, short[] pcm, int samples) {
        for (int i = 0; i < samples; i++) {
            pcm[i] = (short) (bytes[2 * i] & 0xFF | bytes[2 * i + 1] << 8);
        }
    }

    static void toBytes(short[] pcm, byte[] bytes, int samples) {
        for (int i = 0; i < samples; i++) {
            bytes[2 * i] = (byte) pcm[i];
            bytes[2 * i + 1] = (byte) (pcm[i] >> 8);
        }
    }
}
