package io.calling.sdp;

import java.util.Optional;

/** Says what our side can do with each section of a description. */
@FunctionalInterface
public interface SectionCapabilities {
    /**
     * What we can do with one section; empty to refuse it.
     *
     * @param index of the section, from 0
     * @param section of the peer's offer, or of our last description where we offer again
     */
    Optional<MediaCapability> of(int index, MediaSection section);
}
