package io.calling.examples.videocall;

import io.calling.ice.net.Network;
import io.calling.media.RtpTrack;
import io.calling.media.TrackFormat;
import io.calling.rtp.OpusPacket;
import io.calling.rtp.RtpPacket;
import io.calling.rtp.payload.FrameAssembler;
import io.calling.rtp.payload.Vp8Depacketizer;
import java.util.Arrays;

/** Takes the packets of one call apart, for its recorder and its player. On the network's loop. */
final class TrackRecorders {
    private static final double AUDIO_TICKS_PER_NANO = OpusPacket.CLOCK_RATE / 1e9;
    private static final double VIDEO_TICKS_PER_NANO = 90_000 / 1e9;

    private final Network network;
    private final CallRecorder recorder;
    private final ClipPlayer player;
    private final OpusOrder order;
    private final long beginning;

    TrackRecorders(Network network, CallRecorder recorder, ClipPlayer player) {
        this.network = network;
        this.recorder = recorder;
        this.player = player;
        this.order = new OpusOrder(recorder::sound);
        this.beginning = network.nanoTime();
    }

    RtpTrack.Listener of(RtpTrack track) {
        return switch (track.kind()) {
            case AUDIO -> new Sound(track);
            case VIDEO -> new Pictures(track);
        };
    }

    void end() {
        order.end();
    }

    /** The payload type of an encoding; −1 if it was not negotiated. */
    private static int payloadType(RtpTrack track, String encoding) {
        return track.config().formats().stream()
                .filter(format -> format.encoding().equalsIgnoreCase(encoding))
                .mapToInt(TrackFormat::payloadType)
                .findFirst()
                .orElse(-1);
    }

    private final class Sound implements RtpTrack.Listener {
        private final int opus;
        private boolean begun;

        Sound(RtpTrack track) {
            this.opus = payloadType(track, "opus");
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
            if (length == 0 || payloadType != opus) {
                return; // keys that are pressed are no sound
            }
            if (!begun) {
                begun = true;
                order.silence((int) ((network.nanoTime() - beginning) * AUDIO_TICKS_PER_NANO));
            }
            order.add(
                    sequenceNumber, timestamp, Arrays.copyOfRange(buffer, offset, offset + length));
        }

        @Override
        public void onKeyFrameRequest() {
            // Sound has none.
        }
    }

    private final class Pictures implements RtpTrack.Listener {
        private final RtpTrack track;
        private final int vp8;
        private final FrameAssembler frames = new FrameAssembler(new Vp8Depacketizer());
        private final RtpPacket packet = new RtpPacket();
        private byte[] scratch = new byte[2_048];
        private boolean begun;
        private long firstTicks;
        private int firstTimestamp;

        Pictures(RtpTrack track) {
            this.track = track;
            this.vp8 = payloadType(track, "VP8");
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
            int bytes = RtpPacket.HEADER_BYTES + length;
            if (payloadType != vp8) {
                return;
            }
            scratch = bytes > scratch.length ? new byte[bytes] : scratch;
            RtpPacket.writeHeader(scratch, 0, marker, payloadType, sequenceNumber, timestamp, 0);
            System.arraycopy(buffer, offset, scratch, RtpPacket.HEADER_BYTES, length);
            long now = network.nanoTime();
            if (packet.wrap(scratch, 0, bytes)) {
                frames.insert(packet, now);
                takeFrames(now);
            }
        }

        private void takeFrames(long now) {
            while (frames.next(now)) {
                if (!begun) {
                    begun = true;
                    firstTimestamp = frames.timestamp();
                    firstTicks = (long) ((now - beginning) * VIDEO_TICKS_PER_NANO);
                }
                // RTP time wraps after 13 hours of video; no call of this example lasts so long.
                long ticks =
                        firstTicks + Integer.toUnsignedLong(frames.timestamp() - firstTimestamp);
                recorder.picture(Arrays.copyOf(frames.frame(), frames.length()), ticks);
            }
            if (frames.needsKeyFrame()) {
                track.requestKeyFrame();
            }
        }

        @Override
        public void onKeyFrameRequest() {
            player.onKeyFrameRequest();
        }
    }
}
