package io.calling.audio.quality;

import io.calling.audio.AudioCodec;
import io.calling.audio.OpusCodec;

/** Opus, but what was lost is always made up, as if the packets carried no copies. */
final class CopylessDecoder implements AudioCodec {
    private final OpusCodec codec = OpusCodec.speech();

    @Override
    public int sampleRate() {
        return codec.sampleRate();
    }

    @Override
    public int channels() {
        return codec.channels();
    }

    @Override
    public int frameSamples() {
        return codec.frameSamples();
    }

    @Override
    public int maxFrameSamples() {
        return codec.maxFrameSamples();
    }

    @Override
    public int encode(short[] pcm, int pcmOffset, byte[] packet, int packetOffset) {
        return codec.encode(pcm, pcmOffset, packet, packetOffset);
    }

    @Override
    public int decode(byte[] packet, int packetOffset, int length, short[] pcm, int pcmOffset) {
        return codec.decode(packet, packetOffset, length, pcm, pcmOffset);
    }

    @Override
    public int conceal(short[] pcm, int pcmOffset) {
        return codec.conceal(pcm, pcmOffset);
    }
}
