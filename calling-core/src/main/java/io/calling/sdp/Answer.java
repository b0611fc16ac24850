package io.calling.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        List<MediaCapability> free = new ArrayList<>(capabilities);
        return create(offer, origin, transport, (index, section) -> take(free, section));
    }

    private static Optional<MediaCapability> take(
            List<MediaCapability> free, MediaSection section) {
        Optional<MediaCapability> fits =
                free.stream().filter(capability -> capability.fits(section)).findFirst();
        fits.ifPresent(free::remove);
        return fits;
    }

    /**
     * Answers an offer, saying for each section what we can do.
     *
     * @throws SdpException if the offer breaks the rules, or nothing in it can be accepted
     */
    public static Answer create(
            SessionDescription offer,
            SessionOrigin origin,
            LocalTransport transport,
            SectionCapabilities capabilities)
            throws SdpException {
        return new AnswerWriter(offer, capabilities).write(origin, transport);
    }
}
