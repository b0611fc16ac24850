package io.calling.audio;

import io.calling.media.AudioSink;
import io.calling.rtp.OpusPacket;
import io.calling.rtp.Pace;

/**
 * Decodes what a call receives, for a {@link PcmSink} to play. What was lost is made up, and frames
 * become a little shorter or longer as the network's unevenness demands.
 */
public final class OpusSink implements AudioSink {
    private final PcmSink sink;
    private final AudioCodec codec;
    private final TimeStretch stretch;
    private final short[] pcm;

    /** Speech: mono, 48 kHz. */
    public OpusSink(PcmSink sink) {
        this(sink, OpusCodec.speech());
    }

    /** With a codec of the application's choice, which this sink then has for itself. */
    public OpusSink(PcmSink sink, AudioCodec codec) {
        this.sink = sink;
        this.codec = codec;
        int most = codec.maxFrameSamples();
        this.stretch = new TimeStretch(codec.sampleRate(), codec.channels(), most);
        this.pcm = new short[(most + stretch.maxGrowth()) * codec.channels()];
    }

    @Override
    public void onFrame(byte[] buffer, int offset, int length) {
        onFrame(buffer, offset, length, Pace.STEADY);
    }

    @Override
    public int onFrame(byte[] buffer, int offset, int length, Pace pace) {
        return play(codec.decode(buffer, offset, length, pcm, 0), pace);
    }

    @Override
    public void onLostFrame() {
        play(codec.conceal(pcm, 0), Pace.STEADY);
    }

    @Override
    public void onLostFrame(byte[] nextBuffer, int offset, int length) {
        play(codec.recover(nextBuffer, offset, length, pcm, 0), Pace.STEADY);
    }

    /** By how many ticks the frame became longer. */
    private int play(int samples, Pace pace) {
        int stretched = stretch.apply(pcm, samples, pace);
        sink.write(pcm, 0, stretched);
        return (stretched - samples) * (OpusPacket.CLOCK_RATE / codec.sampleRate());
    }

    @Override
    public void close() {
        sink.close();
    }
}
