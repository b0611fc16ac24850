package io.calling.audio;

import java.util.Arrays;

/**
 * No codec at all, so that what is heard can be compared with what was said, sample by sample: 20
 * ms of 8 kHz behind the first byte of an Opus packet of that length.
 */
final class PlainCodec implements AudioCodec {
    static final int SAMPLE_RATE = 8_000;
    static final int FRAME_SAMPLES = SAMPLE_RATE / 50;
    private static final byte TWENTY_MILLIS = (byte) 0xF8;

    private int concealed;

    @Override
    public int sampleRate() {
        return SAMPLE_RATE;
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public int frameSamples() {
        return FRAME_SAMPLES;
    }

    @Override
    public int maxFrameSamples() {
        return FRAME_SAMPLES;
    }

    @Override
    public int encode(short[] pcm, int pcmOffset, byte[] packet, int packetOffset) {
        packet[packetOffset] = TWENTY_MILLIS;
        for (int i = 0; i < FRAME_SAMPLES; i++) {
            packet[packetOffset + 1 + 2 * i] = (byte) (pcm[pcmOffset + i] >> 8);
            packet[packetOffset + 2 + 2 * i] = (byte) pcm[pcmOffset + i];
        }
        return 1 + 2 * FRAME_SAMPLES;
    }

    @Override
    public int decode(byte[] packet, int packetOffset, int length, short[] pcm, int pcmOffset) {
        for (int i = 0; i < FRAME_SAMPLES; i++) {
            int high = packet[packetOffset + 1 + 2 * i];
            pcm[pcmOffset + i] = (short) (high << 8 | packet[packetOffset + 2 + 2 * i] & 0xFF);
        }
        return FRAME_SAMPLES;
    }

    @Override
    public int conceal(short[] pcm, int pcmOffset) {
        concealed++;
        Arrays.fill(pcm, pcmOffset, pcmOffset + FRAME_SAMPLES, (short) 0);
        return FRAME_SAMPLES;
    }

    /** Frames that were made up: silence, with a click at either end. */
    int concealed() {
        return concealed;
    }
}
