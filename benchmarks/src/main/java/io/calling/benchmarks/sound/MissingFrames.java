package io.calling.benchmarks.sound;

import io.calling.media.AudioSink;
import io.calling.rtp.Pace;

/** Counts the frames that did not come, whatever is played in their place. */
final class MissingFrames implements AudioSink {
    private final AudioSink sink;
    private final Ears ears;

    MissingFrames(AudioSink sink, Ears ears) {
        this.sink = sink;
        this.ears = ears;
    }

    @Override
    public void onFrame(byte[] buffer, int offset, int length) {
        sink.onFrame(buffer, offset, length);
    }

    @Override
    public int onFrame(byte[] buffer, int offset, int length, Pace pace) {
        return sink.onFrame(buffer, offset, length, pace);
    }

    @Override
    public int onFrame(byte[] buffer, int offset, int length, Pace pace, int wantedTicks) {
        return sink.onFrame(buffer, offset, length, pace, wantedTicks);
    }

    @Override
    public void onLostFrame() {
        ears.miss();
        sink.onLostFrame();
    }

    @Override
    public void onLostFrame(byte[] nextBuffer, int offset, int length) {
        ears.miss();
        sink.onLostFrame(nextBuffer, offset, length);
    }

    @Override
    public void close() {
        sink.close();
    }
}
