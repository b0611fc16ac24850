package io.calling.examples.videocall;

import io.calling.ice.net.Network;
import io.calling.media.MediaKind;
import io.calling.media.RtpTrack;
import io.calling.rtp.payload.Packetizer;
import io.calling.rtp.payload.Vp8Packetizer;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Plays a clip on the tracks of one call, again and again: sound every 20 ms, and each picture when
 * the sound has come to it. Where the far decoder needs a key frame, sound and picture go on to the
 * next one together. On the network's loop.
 */
final class ClipPlayer {
    private static final int VIDEO_TICKS_PER_MS = 90;
    private static final int AUDIO_TICKS = 960;
    private static final long MS = 1_000_000;

    private final IvfClip pictures;
    private final SoundClip sound;
    private final Network network;
    private final Vp8Packetizer packetizer;
    private final Outlet audio = new Outlet();
    private final Outlet video = new Outlet();
    private final long beginning;
    private Network.@Nullable Timer timer;
    private long ticks;
    private int nextSound;
    private int nextPicture;
    private long framesSent;

    /** One track, where our packets go. */
    private static final class Outlet {
        private @Nullable RtpTrack track;
        private int payloadType;
        private int sequence;
        private int timestamp;

        void open(RtpTrack value, int type, int firstSequence, int firstTimestamp) {
            track = value;
            payloadType = type;
            sequence = firstSequence;
            timestamp = firstTimestamp;
        }

        void send(byte[] bytes, int offset, int length, int time, boolean marker) {
            if (track != null) {
                track.send(payloadType, marker, sequence, timestamp + time, bytes, offset, length);
                sequence = sequence + 1 & 0xFFFF;
            }
        }
    }

    ClipPlayer(IvfClip pictures, SoundClip sound, Network network) {
        this.pictures = pictures;
        this.sound = sound;
        this.network = network;
        this.packetizer = new Vp8Packetizer(Packetizer.DEFAULT_MAX_PAYLOAD_BYTES, random());
        this.beginning = network.nanoTime();
    }

    private int random() {
        byte[] bytes = new byte[2];
        network.randomBytes(bytes);
        return (bytes[0] & 0x7F) << 8 | bytes[1] & 0xFF;
    }

    /** Says where to play. */
    void add(RtpTrack track) {
        String encoding = track.kind() == MediaKind.AUDIO ? "opus" : "VP8";
        OptionalInt type =
                track.config().formats().stream()
                        .filter(format -> format.encoding().equalsIgnoreCase(encoding))
                        .mapToInt(format -> format.payloadType())
                        .findFirst();
        Outlet outlet = track.kind() == MediaKind.AUDIO ? audio : video;
        type.ifPresent(value -> outlet.open(track, value, random(), random()));
    }

    void start() {
        tick();
    }

    void stop() {
        if (timer != null) {
            timer.cancel();
        }
    }

    /** The far decoder cannot go on without a key frame. */
    void onKeyFrameRequest() {
        if (framesSent > 0) {
            nextPicture = pictures.keyFrameFrom(nextPicture);
            nextSound = soundAt(pictures.frames().get(nextPicture).atNanos());
        }
    }

    private int soundAt(long nanos) {
        return (int) Math.min(nanos / SoundClip.PACKET_NANOS, sound.packets().size() - 1);
    }

    long framesSent() {
        return framesSent;
    }

    /** Time is counted, so that a late timer delays nothing but itself. */
    private void tick() {
        byte[] packet = sound.packets().get(nextSound);
        audio.send(packet, 0, packet.length, (int) ticks * AUDIO_TICKS, false);
        sendPictures((nextSound + 1) * SoundClip.PACKET_NANOS);
        ticks++;
        if (++nextSound == sound.packets().size()) {
            sendPictures(Long.MAX_VALUE);
            nextSound = 0;
            nextPicture = 0;
        }
        long due = beginning + ticks * SoundClip.PACKET_NANOS;
        timer = network.schedule(Math.max(0, due - network.nanoTime()), this::tick);
    }

    private void sendPictures(long beforeNanos) {
        while (nextPicture < pictures.frames().size()
                && pictures.frames().get(nextPicture).atNanos() < beforeNanos) {
            IvfClip.Frame frame = pictures.frames().get(nextPicture++);
            long within = frame.atNanos() - nextSound * SoundClip.PACKET_NANOS;
            int time = (int) ((ticks * SoundClip.PACKET_NANOS + within) / MS * VIDEO_TICKS_PER_MS);
            packetizer.packetize(
                    frame.bytes(),
                    0,
                    frame.bytes().length,
                    (bytes, offset, length, last) -> video.send(bytes, offset, length, time, last));
            framesSent++;
        }
    }
}
