package io.calling.sdp;

import java.util.List;
import java.util.Optional;

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

    /** What was agreed on the section at a place, if it was accepted. */
    public Optional<NegotiatedMedia> section(int index) {
        return media.stream().filter(section -> section.index() == index).findFirst();
    }
}
