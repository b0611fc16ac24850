package io.calling.media;

import io.calling.rtp.SequenceNumber;

/**
 * Sends what comes on one track out on another, or back on the same, under the other's SSRC:
 * numbers and timestamps keep their distances, so that gaps and reordering stay visible to the
 * receiver, and a source that begins anew continues where the last one ended. Requests for key
 * frames go the other way. On the loop.
 */
public final class RtpForwarder implements RtpTrack.Listener {
    /** A jump beyond this is a new beginning, not loss. */
    private static final int MAX_JUMP = 1_000;

    private final RtpTrack from;
    private final RtpTrack to;
    private boolean started;
    private int sequenceOffset;
    private int timestampOffset;
    private int newestIn;
    private int newestOut;
    private int newestTimestampOut;

    private RtpForwarder(RtpTrack from, RtpTrack to, int firstSequence, int firstTimestamp) {
        this.from = from;
        this.to = to;
        this.newestOut = firstSequence;
        this.newestTimestampOut = firstTimestamp;
    }

    /**
     * Begins to forward.
     *
     * @param firstSequence random, in the lower half of the range
     * @param firstTimestamp random
     */
    public static void forward(RtpTrack from, RtpTrack to, int firstSequence, int firstTimestamp) {
        from.onPackets(new RtpForwarder(from, to, firstSequence, firstTimestamp));
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
        follow(sequenceNumber, timestamp);
        int sequence = sequenceNumber + sequenceOffset & 0xFFFF;
        int time = timestamp + timestampOffset;
        to.send(payloadType, marker, sequence, time, buffer, offset, length);
        if (!SequenceNumber.isNewer(newestIn, sequenceNumber)) {
            newestIn = sequenceNumber;
            newestOut = sequence;
            newestTimestampOut = time;
        }
    }

    private void follow(int sequenceNumber, int timestamp) {
        if (started && Math.abs(SequenceNumber.difference(sequenceNumber, newestIn)) <= MAX_JUMP) {
            return;
        }
        int step = started ? 1 : 0;
        started = true;
        newestIn = sequenceNumber;
        sequenceOffset = SequenceNumber.difference(newestOut + step, sequenceNumber);
        timestampOffset = newestTimestampOut + step - timestamp;
    }

    @Override
    public void onKeyFrameRequest() {
        from.requestKeyFrame();
    }
}
