package io.calling.sdp;

import java.util.List;

/**
 * Our answer to a peer's offer.
 *
 * @param description what the peer gets
 * @param negotiation what holds from then on
 */
public record Answer(SessionDescription description, Negotiation negotiation) {

    /**
     * Answers an offer (RFC 8829, 5.3.1): accepts, on one transport, each section that a capability
     * fits, and refuses the others.
     *
     * @param capabilities each is used by one section at most, in order
     * @throws SdpException if the offer breaks the rules, or nothing in it can be accepted
     */
    public static Answer create(
            SessionDescription offer,
            SessionOrigin origin,
            LocalTransport transport,
            List<MediaCapability> capabilities)
            throws SdpException {
        return new AnswerWriter(offer, capabilities).write(origin, transport);
    }
}
