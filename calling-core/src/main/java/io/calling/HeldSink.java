package io.calling;

import io.calling.media.AudioSink;
import io.calling.rtp.Pace;

/** Plays what comes but while the call is on hold. */
final class HeldSink implements AudioSink {
    private final AudioSink sink;
    private volatile boolean held;

    HeldSink(AudioSink sink) {
        this.sink = sink;
    }

    void hold(boolean on) {
        held = on;
    }

    @Override
    public void onFrame(byte[] buffer, int offset, int length) {
        if (!held) {
            sink.onFrame(buffer, offset, length);
        }
    }

    /** Without this the delay of a call would never follow what the network does. */
    @Override
    public int onFrame(byte[] buffer, int offset, int length, Pace pace) {
        return held ? 0 : sink.onFrame(buffer, offset, length, pace);
    }

    @Override
    public int onFrame(byte[] buffer, int offset, int length, Pace pace, int wantedTicks) {
        return held ? 0 : sink.onFrame(buffer, offset, length, pace, wantedTicks);
    }

    @Override
    public void onLostFrame() {
        if (!held) {
            sink.onLostFrame();
        }
    }

    @Override
    public void onLostFrame(byte[] nextBuffer, int offset, int length) {
        if (!held) {
            sink.onLostFrame(nextBuffer, offset, length);
        }
    }

    @Override
    public void close() {
        sink.close();
    }
}
