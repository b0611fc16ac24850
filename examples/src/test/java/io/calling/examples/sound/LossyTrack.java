package io.calling.examples.sound;

import io.calling.media.MediaKind;
import io.calling.media.RtpTrack;
import io.calling.media.TrackConfig;
import io.calling.media.TrackStatistics;

/** A track whose way to the peer loses each tenth packet. On the loop. */
final class LossyTrack implements RtpTrack {
    private static final int EACH = 10;

    private final RtpTrack track;
    private int sent;

    LossyTrack(RtpTrack track) {
        this.track = track;
    }

    @Override
    public MediaKind kind() {
        return track.kind();
    }

    @Override
    public TrackConfig config() {
        return track.config();
    }

    @Override
    public void onPackets(Listener listener) {
        track.onPackets(listener);
    }

    @Override
    public boolean send(
            int payloadType,
            boolean marker,
            int sequenceNumber,
            int timestamp,
            byte[] buffer,
            int offset,
            int length) {
        return ++sent % EACH == 0
                || track.send(
                        payloadType, marker, sequenceNumber, timestamp, buffer, offset, length);
    }

    @Override
    public void requestKeyFrame() {
        track.requestKeyFrame();
    }

    @Override
    public TrackStatistics statistics() {
        return track.statistics();
    }
}
