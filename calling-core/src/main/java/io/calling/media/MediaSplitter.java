package io.calling.media;

import io.calling.rtp.RtcpHandler;
import io.calling.rtp.RtcpReader;
import org.jspecify.annotations.Nullable;

/**
 * The sound and the pictures of one call over one transport: each packet, and each part of a
 * compound RTCP packet, goes to the stream whose SSRC it names (RFC 3550, 5.2 and 6.1). What names
 * none goes to the sound, which drops it. On the loop.
 */
public final class MediaSplitter implements PacketInput {
    private static final int SSRC_OFFSET = 8;
    private static final int RTP_HEADER_BYTES = 12;

    private final AudioStream audio;
    private final RtcpReader reader = new RtcpReader(new Reports());
    private @Nullable VideoStream video;

    /** Sound alone, as long as there is no video. */
    public MediaSplitter(AudioStream audio) {
        this.audio = audio;
    }

    /** The call's video from now on; it may begin and end as it likes. */
    public void video(VideoStream value) {
        video = value;
    }

    @Override
    public void onRtp(byte[] buffer, int offset, int length) {
        VideoStream pictures = video;
        if (pictures != null
                && length >= RTP_HEADER_BYTES
                && isPicture(pictures, ssrc(buffer, offset))) {
            pictures.onRtp(buffer, offset, length);
        } else {
            audio.onRtp(buffer, offset, length);
        }
    }

    private boolean isPicture(VideoStream pictures, int ssrc) {
        return pictures.isRemote(ssrc) && !audio.isRemote(ssrc);
    }

    private static int ssrc(byte[] buffer, int offset) {
        int at = offset + SSRC_OFFSET;
        return (buffer[at] & 0xFF) << 24
                | (buffer[at + 1] & 0xFF) << 16
                | (buffer[at + 2] & 0xFF) << 8
                | buffer[at + 3] & 0xFF;
    }

    @Override
    public void onRtcp(byte[] buffer, int offset, int length) {
        VideoStream pictures = video;
        if (pictures == null) {
            audio.onRtcp(buffer, offset, length);
        } else if (reader.read(buffer, offset, length)) {
            audio.countRtcp(length);
        }
    }

    @Override
    public void close() {
        audio.close();
        VideoStream pictures = video;
        if (pictures != null) {
            pictures.close();
        }
    }

    /** Of a stream that is off nobody takes anything. */
    private final class Reports implements RtcpHandler {
        private final RtcpHandler nobody = new RtcpHandler() {};

        private RtcpHandler ofSource(int remote) {
            VideoStream pictures = video;
            return pictures != null && isPicture(pictures, remote)
                    ? pictures(pictures)
                    : audio.reports();
        }

        private RtcpHandler ofOurs(int local) {
            VideoStream pictures = video;
            return pictures != null && pictures.isLocal(local)
                    ? pictures(pictures)
                    : audio.reports();
        }

        private RtcpHandler pictures(VideoStream pictures) {
            return pictures.isRunning() ? pictures.reports() : nobody;
        }

        @Override
        public void onSenderReport(
                int ssrc, long ntp, int timestamp, long packets, long payloadBytes) {
            ofSource(ssrc).onSenderReport(ssrc, ntp, timestamp, packets, payloadBytes);
        }

        @Override
        public void onReportBlock(
                int reporter,
                int source,
                int fractionLost,
                int lost,
                int highestSequence,
                long jitter,
                int lastReport,
                int delay) {
            ofOurs(source)
                    .onReportBlock(
                            reporter,
                            source,
                            fractionLost,
                            lost,
                            highestSequence,
                            jitter,
                            lastReport,
                            delay);
        }

        @Override
        public void onBye(int ssrc) {
            ofSource(ssrc).onBye(ssrc);
        }

        @Override
        public void onNacks(int sender, int source) {
            ofOurs(source).onNacks(sender, source);
        }

        @Override
        public void onNack(int sender, int source, int sequence, int following) {
            ofOurs(source).onNack(sender, source, sequence, following);
        }

        @Override
        public void onPictureLoss(int sender, int source) {
            ofOurs(source).onPictureLoss(sender, source);
        }

        @Override
        public void onFullIntraRequest(int sender, int source, int command) {
            ofOurs(source).onFullIntraRequest(sender, source, command);
        }
    }
}
