package io.calling;

import io.calling.media.AudioSink;

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
