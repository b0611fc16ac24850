package io.calling.rtp;

/**
 * Takes what {@link RtcpReader} finds in an RTCP packet. Numbers, not objects, so that reading
 * allocates nothing; everything not overridden is ignored.
 */
public interface RtcpHandler {
    /**
     * The sender part of a sender report; its report blocks follow.
     *
     * @param ntp the sender's clock, 32 bits of seconds and 32 of their fraction
     * @param timestamp the same instant on the media clock
     */
    default void onSenderReport(
            int ssrc, long ntp, int timestamp, long packets, long payloadBytes) {}

    /** A receiver report; its report blocks follow. */
    default void onReceiverReport(int ssrc) {}

    /**
     * What {@code reporter} says of the packets of {@code source}.
     *
     * @param fractionLost since its previous report, in 256ths
     * @param lost in all; negative where duplicates outnumber losses
     * @param highestSequence with the number of cycles in the upper 16 bits
     * @param jitter in ticks of the media clock
     * @param lastReport middle 32 bits of the source's last sender report; 0 if none came
     * @param delay since then, in 65,536ths of a second
     */
    default void onReportBlock(
            int reporter,
            int source,
            int fractionLost,
            int lost,
            int highestSequence,
            long jitter,
            int lastReport,
            int delay) {}

    /** The name of {@code ssrc}: {@code length} bytes of UTF-8, untrusted. */
    default void onCname(int ssrc, byte[] buffer, int offset, int length) {}

    /** {@code ssrc} has left. */
    default void onBye(int ssrc) {}

    /** One feedback message tells of missing packets of {@code source}; which ones, follows. */
    default void onNacks(int sender, int source) {}

    /**
     * Packets of {@code source} are missing: {@code sequence}, and {@code sequence + i + 1} for
     * each bit {@code i} of {@code following} (RFC 4585, 6.2.1).
     */
    default void onNack(int sender, int source, int sequence, int following) {}

    /** Pictures of {@code source} are lost; a key frame is wanted (RFC 4585, 6.3.1). */
    default void onPictureLoss(int sender, int source) {}

    /** A key frame of {@code source} is wanted, once per {@code command} (RFC 5104, 4.3.1). */
    default void onFullIntraRequest(int sender, int source, int command) {}

    /** Transport-wide congestion control feedback, for {@link TransportFeedback} to read. */
    default void onTransportFeedback(
            int sender, int source, byte[] buffer, int offset, int length) {}

    /** The receiver's estimate of the bandwidth for all of the sender's streams. */
    default void onReceiverEstimate(int sender, long bitsPerSecond) {}
}
