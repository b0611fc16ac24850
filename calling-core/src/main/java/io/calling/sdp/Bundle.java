package io.calling.sdp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which sections of the peer's description share the one transport that we have (RFC 8843). */
final class Bundle {
    private final SessionDescription description;
    private final List<String> mids;

    Bundle(SessionDescription description) throws SdpException {
        this.description = description;
        this.mids = description.bundle();
        requireDistinctMids();
    }

    private void requireDistinctMids() throws SdpException {
        Set<String> seen = new HashSet<>();
        for (MediaSection section : description.media()) {
            if (section.mid().isPresent() && !seen.add(section.mid().get())) {
                throw SdpException.malformed("two sections have the same a=mid");
            }
        }
        for (String mid : mids) {
            if (!seen.contains(mid)) {
                throw SdpException.malformed("a=group:BUNDLE names a mid that no section has");
            }
        }
    }

    /** Whether the section can run on the one transport, given those accepted before it. */
    boolean takes(MediaSection section, boolean first) {
        return mids.isEmpty() ? first : section.mid().filter(mids::contains).isPresent();
    }

    boolean isEmpty() {
        return mids.isEmpty();
    }

    /** All sections that share the transport. */
    List<MediaSection> sections() {
        return description.media().stream().filter(section -> takes(section, true)).toList();
    }

    /**
     * The section that describes the transport: the first of the bundle that has credentials, since
     * bundle-only sections need not repeat them.
     */
    Optional<MediaSection> transportSection(List<MediaSection> accepted) {
        List<MediaSection> candidates = new ArrayList<>();
        for (String mid : mids) {
            description.section(mid).ifPresent(candidates::add);
        }
        candidates.removeIf(MediaSection::isRejected);
        candidates.addAll(accepted);
        return candidates.stream()
                .filter(section -> description.iceCredentials(section).isPresent())
                .findFirst();
    }
}
