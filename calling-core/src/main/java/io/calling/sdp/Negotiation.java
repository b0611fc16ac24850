package io.calling.sdp;

import java.util.List;

/**
 * The outcome of one offer and its answer.
 *
 * @param transport the one that everything is bundled onto
 * @param media the accepted sections, in order
 */
public record Negotiation(NegotiatedTransport transport, List<NegotiatedMedia> media) {
    /** Copies the list. */
    public Negotiation {
        media = List.copyOf(media);
    }
}
