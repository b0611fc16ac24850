package io.calling.audio;

import io.calling.media.AudioSink;

/** Decodes what a call receives, for a {@link PcmSink} to play. What was lost is made up. */
public final class OpusSink implements AudioSink {
    private final PcmSink sink;
    private final AudioCodec codec;
    private final short[] pcm;

    /** Speech: mono, 48 kHz. */
    public OpusSink(PcmSink sink) {
        this(sink, OpusCodec.speech());
    }

    /** With a codec of the application's choice, which this sink then has for itself. */
    public OpusSink(PcmSink sink, AudioCodec codec) {
        this.sink = sink;
        this.codec = codec;
        this.pcm = new short[codec.maxFrameSamples() * codec.channels()];
    }

    @Override
    public void onFrame(byte[] buffer, int offset, int length) {
        sink.write(pcm, 0, codec.decode(buffer, offset, length, pcm, 0));
    }

    @Override
    public void onLostFrame() {
        sink.write(pcm, 0, codec.conceal(pcm, 0));
    }

    @Override
    public void onLostFrame(byte[] nextBuffer, int offset, int length) {
        sink.write(pcm, 0, codec.recover(nextBuffer, offset, length, pcm, 0));
    }

    @Override
    public void close() {
        sink.close();
    }
}
