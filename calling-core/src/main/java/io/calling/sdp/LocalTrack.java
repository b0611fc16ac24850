package io.calling.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What we say of a track that we send: everything random per call (L12, L31).
 *
 * @param streamId groups tracks that play together (RFC 8830)
 * @param trackId names this one
 * @param ssrc of its packets
 * @param rtxSsrc of its retransmissions, where negotiated
 * @param cname of the call
 */
public record LocalTrack(
        String streamId, String trackId, long ssrc, OptionalLong rtxSsrc, String cname) {

    List<Attribute> attributes(boolean withRtx) {
        List<Attribute> attributes = new ArrayList<>();
        attributes.add(Attribute.of("msid", streamId + ' ' + trackId));
        if (withRtx && rtxSsrc.isPresent()) {
            attributes.add(Attribute.of("ssrc-group", "FID " + ssrc + ' ' + rtxSsrc.getAsLong()));
            attributes.add(source(ssrc));
            attributes.add(source(rtxSsrc.getAsLong()));
        } else {
            attributes.add(source(ssrc));
        }
        return attributes;
    }

    private Attribute source(long source) {
        return Attribute.of("ssrc", source + " cname:" + cname);
    }
}
