package io.calling.stats;

/**
 * What all entries about a stream of RTP have in common.
 *
 * @param ssrc names the stream's packets, 32 bits without a sign
 * @param kind {@code audio} or {@code video}
 * @param transportId the {@link TransportStats} that carries it
 * @param codecId the {@link CodecStats} of what it carries
 * @see <a href="https://www.w3.org/TR/webrtc-stats/#streamstats-dict*">W3C webrtc-stats,
 *     RTCRtpStreamStats</a>
 */
public record RtpStream(long ssrc, String kind, String transportId, String codecId) {
    Members into(Members members) {
        return members.add("ssrc", ssrc)
                .add("kind", kind)
                .add("transportId", transportId)
                .add("codecId", codecId);
    }
}
