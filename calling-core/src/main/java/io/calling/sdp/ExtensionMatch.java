package io.calling.sdp;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the header extensions that both sides can do, under the identifiers of the peer. */
final class ExtensionMatch {
    /** The last identifier that fits a one-byte header (RFC 8285, 4.2). */
    private static final int LAST_ONE_BYTE_ID = 14;

    private final Set<Integer> collisions;

    /**
     * RFC 8843, 9.2: one identifier means one extension across a bundle. Where a peer breaks that,
     * none of those that collide is used.
     */
    ExtensionMatch(List<MediaSection> bundled) {
        Map<Integer, String> uris = new HashMap<>();
        collisions = new HashSet<>();
        for (MediaSection section : bundled) {
            for (HeaderExtension extension : section.headerExtensions()) {
                String before = uris.putIfAbsent(extension.id(), extension.uri());
                if (before != null && !before.equals(extension.uri())) {
                    collisions.add(extension.id());
                }
            }
        }
    }

    List<HeaderExtension> common(MediaSection theirs, List<HeaderExtension> ours) {
        Set<String> taken = new HashSet<>();
        return theirs.headerExtensions().stream()
                .filter(e -> e.id() <= LAST_ONE_BYTE_ID && !collisions.contains(e.id()))
                .filter(e -> ours.stream().anyMatch(mine -> mine.uri().equals(e.uri())))
                .filter(e -> taken.add(e.uri()))
                .map(e -> new HeaderExtension(e.id(), e.uri(), e.direction().reversed()))
                .toList();
    }
}
