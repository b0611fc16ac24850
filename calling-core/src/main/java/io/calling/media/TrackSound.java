package io.calling.media;

import io.calling.rtp.RtpPacket;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Between an {@link RtpTrack} and the {@link AudioStream} that plays and sends on it. On the loop.
 */
final class TrackSound implements AudioStream.PacketOutput {
    private final RtpTrack track;
    private final RtpPacket packet = new RtpPacket();

    TrackSound(RtpTrack track) {
        this.track = track;
    }

    /**
     * What was negotiated.
     *
     * @throws IllegalArgumentException if that is no Opus
     */
    AudioStreamConfig config(Duration frame) {
        TrackConfig agreed = track.config();
        TrackFormat opus = opus(agreed);
        return new AudioStreamConfig(
                agreed.ssrc(),
                Optional.empty(),
                opus.payloadType(),
                agreed.cname(),
                opus.clockRate(),
                frame,
                keys(agreed, opus.clockRate()));
    }

    private static TrackFormat opus(TrackConfig agreed) {
        return agreed.formats().stream()
                .filter(format -> format.encoding().equalsIgnoreCase("opus"))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "an audio stream needs a track with Opus, not with "
                                                + agreed.formats().get(0).encoding()));
    }

    private static OptionalInt keys(TrackConfig agreed, int clockRate) {
        return agreed.formats().stream()
                .filter(format -> format.encoding().equalsIgnoreCase("telephone-event"))
                .filter(format -> format.clockRate() == clockRate)
                .mapToInt(TrackFormat::payloadType)
                .findFirst();
    }

    /** Takes what comes on the track. */
    RtpTrack.Listener into(AudioStream stream) {
        return new Received(stream);
    }

    @Override
    public void rtp(byte[] buffer, int offset, int length) {
        if (packet.wrap(buffer, offset, length)) {
            track.send(
                    packet.payloadType(),
                    packet.marker(),
                    packet.sequenceNumber(),
                    packet.timestamp(),
                    buffer,
                    packet.payloadOffset(),
                    packet.payloadLength());
        }
    }

    @Override
    public void rtcp(byte[] buffer, int offset, int length) {
        // The track's own reports leave.
    }

    private static final class Received implements RtpTrack.Listener {
        private static final int MAX_PACKET_BYTES = 2_048;

        /** A track has one source at a time, and does not tell its name. */
        private static final int SSRC = 1;

        private final AudioStream stream;
        private final byte[] packet = new byte[MAX_PACKET_BYTES];

        Received(AudioStream stream) {
            this.stream = stream;
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
            if (length > MAX_PACKET_BYTES - RtpPacket.HEADER_BYTES) {
                return; // no frame of Opus
            }
            int header =
                    RtpPacket.writeHeader(
                            packet, 0, marker, payloadType, sequenceNumber, timestamp, SSRC);
            System.arraycopy(buffer, offset, packet, header, length);
            stream.onRtp(packet, 0, header + length);
        }

        @Override
        public void onKeyFrameRequest() {
            // Sound has none.
        }

        @Override
        public void onReceptionReport(ReceptionReport report) {
            stream.onReport(report);
        }

        @Override
        public void onEnd() {
            stream.close();
        }
    }
}
