package io.calling.audio.quality;

import io.calling.audio.OpusCodec;
import io.calling.audio.OpusSource;
import io.calling.audio.PcmClip;
import io.calling.audio.WavFile;
import io.calling.media.AudioSource;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** The packets of a recording, each behind its length in two bytes. */
final class CodedFrames {
    private static final int MAX_PACKET_BYTES = 1_275;

    private final byte[] bytes;

    CodedFrames(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /** Encoded by ourselves. */
    static CodedFrames of(WavFile said, OpusCodec codec) {
        OpusSource source = new OpusSource(PcmClip.onceOnly(said), codec);
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        byte[] packet = new byte[MAX_PACKET_BYTES];
        int length = source.nextFrame(packet, 0);
        while (length > 0) {
            frames.write(length >> 8);
            frames.write(length);
            frames.write(packet, 0, length);
            length = source.nextFrame(packet, 0);
        }
        return new CodedFrames(frames.toByteArray());
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** Sends them, then nothing. */
    AudioSource source() {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        return (buffer, offset) -> {
            if (!rest.hasRemaining()) {
                return 0;
            }
            int length = rest.getShort();
            rest.get(buffer, offset, length);
            return length;
        };
    }
}
