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
        play(codec.decode(buffer, offset, length, pcm, 0), 0);
    }

    @Override
    public int onFrame(byte[] buffer, int offset, int length, Pace pace) {
        return play(codec.decode(buffer, offset, length, pcm, 0), stretch.wanted(pace));
    }

    @Override
    public int onFrame(byte[] buffer, int offset, int length, Pace pace, int wantedTicks) {
        int wanted = wantedTicks / ticksPerSample();
        return play(codec.decode(buffer, offset, length, pcm, 0), wanted);
    }

    @Override
    public void onLostFrame() {
        play(codec.conceal(pcm, 0), 0);
    }

    @Override
    public void onLostFrame(byte[] nextBuffer, int offset, int length) {
        play(codec.recover(nextBuffer, offset, length, pcm, 0), 0);
    }

    /** By how many ticks the frame became longer. */
    private int play(int samples, int wanted) {
        int stretched = stretch.apply(pcm, samples, wanted);
        sink.write(pcm, 0, stretched);
        return (stretched - samples) * ticksPerSample();
    }

    private int ticksPerSample() {
        return OpusPacket.CLOCK_RATE / codec.sampleRate();
    }

    @Override
    public void close() {
        sink.close();
    }
}
