package io.calling.testkit.adversary;

import io.calling.ice.net.Network;
import io.calling.media.MediaKind;
import io.calling.media.RtpTrack;
import io.calling.rtp.payload.FrameAssembler;
import io.calling.rtp.payload.Packetizer;
import io.calling.rtp.payload.Vp8Depacketizer;
import io.calling.rtp.payload.Vp8Packetizer;
import io.calling.testkit.AudioRecorder;
import io.calling.testkit.TestCamera;
import io.calling.testkit.TestSound;
import io.calling.testkit.TestTone;
import io.calling.testkit.VideoRecorder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An application on tracks: sends sound and pictures, and takes what comes apart. */
final class VictimApp {
    private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long PICTURE_NANOS = TimeUnit.MILLISECONDS.toNanos(40);
    private static final int PICTURE_BYTES = 5_000;

    final AudioRecorder heard = new AudioRecorder();
    final VideoRecorder seen = new VideoRecorder();
    final List<RtpTrack> tracks = new ArrayList<>();
    private final Network network;
    private final TestTone tone = new TestTone(1);
    private final TestCamera camera = new TestCamera(PICTURE_BYTES);
    private final Packetizer packetizer =
            new Vp8Packetizer(Packetizer.DEFAULT_MAX_PAYLOAD_BYTES, 7);
    private final byte[] frame = new byte[TestSound.FRAME_BYTES];
    private int frames;
    private int pictures;
    private int pictureSequence;
    private boolean stopped;

    VictimApp(Network network) {
        this.network = network;
    }

    void take(List<RtpTrack> told) {
        tracks.addAll(told);
        for (RtpTrack track : told) {
            if (track.kind() == MediaKind.AUDIO) {
                track.onPackets(new Ears());
                talk(track);
            } else {
                track.onPackets(new Eyes(track));
                show(track);
            }
        }
    }

    void stop() {
        stopped = true;
    }

    private void talk(RtpTrack track) {
        if (stopped) {
            return;
        }
        tone.write(frames, frame, 0);
        int type = track.config().formats().get(0).payloadType();
        track.send(type, false, frames & 0xFFFF, frames * 960, frame, 0, frame.length);
        frames++;
        network.schedule(FRAME_NANOS, () -> talk(track));
    }

    private void show(RtpTrack track) {
        if (stopped) {
            return;
        }
        byte[] picture = camera.nextFrame();
        int type = track.config().formats().get(0).payloadType();
        packetizer.packetize(
                picture,
                0,
                picture.length,
                (bytes, offset, length, last) ->
                        track.send(
                                type,
                                last,
                                pictureSequence++ & 0xFFFF,
                                pictures * 3_600,
                                bytes,
                                offset,
                                length));
        pictures++;
        network.schedule(PICTURE_NANOS, () -> show(track));
    }

    private final class Ears implements RtpTrack.Listener {
        @Override
        public void onPacket(
                int payloadType,
                boolean marker,
                int sequenceNumber,
                int timestamp,
                byte[] buffer,
                int offset,
                int length) {
            heard.onFrame(buffer, offset, length);
        }

        @Override
        public void onKeyFrameRequest() {}
    }

    private final class Eyes implements RtpTrack.Listener {
        private final FrameAssembler assembler = new FrameAssembler(new Vp8Depacketizer());
        private final RtpTrack track;

        Eyes(RtpTrack track) {
            this.track = track;
        }

        @Override
        public void onPacket(
                int payloadType,
                boolean marker,
                int sequenceNumber,
                int timestamp,
                byte[] buffer,
                int offset,
                int length) {
            if (payloadType != track.config().formats().get(0).payloadType()) {
                return;
            }
            long now = network.nanoTime();
            assembler.insert(sequenceNumber, timestamp, marker, buffer, offset, length, now);
            while (assembler.next(now)) {
                seen.show(Arrays.copyOf(assembler.frame(), assembler.length()));
            }
            if (assembler.needsKeyFrame()) {
                track.requestKeyFrame();
            }
        }

        @Override
        public void onKeyFrameRequest() {
            camera.requestKeyFrame();
        }
    }
}
