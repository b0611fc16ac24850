package io.calling.sdp;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Gives a section that is added to a session numbers that mean nothing else there: payload types
 * and identifiers of header extensions mean one thing across a bundle (RFC 8843, 9.1; RFC 8285, 5).
 */
final class FreeNumbers {
    private static final int MOST_EXTENSIONS = 14;

    private final Set<Integer> payloadTypes = new HashSet<>();
    private final Map<String, Integer> extensionIds = new HashMap<>();
    private final Map<String, List<Codec>> codecsOfKind = new HashMap<>();

    FreeNumbers(Negotiation current) {
        for (NegotiatedMedia media : current.media()) {
            media.codecs().forEach(codec -> payloadTypes.add(codec.payloadType()));
            codecsOfKind.putIfAbsent(media.kind(), media.codecs());
            media.extensions().forEach(e -> extensionIds.put(e.uri(), e.id()));
        }
    }

    /** The formats of a section of the same kind where there is one; else each gets a number. */
    MediaCapability number(MediaCapability capability) {
        return new MediaCapability(
                capability.kind(),
                codecsOfKind.computeIfAbsent(
                        capability.kind(), kind -> codecs(capability.codecs())),
                extensions(capability.extensions()),
                capability.direction(),
                capability.track());
    }

    private List<Codec> codecs(List<Codec> wanted) {
        Map<Integer, Integer> renumbered = new HashMap<>();
        for (Codec codec : wanted) {
            int type = codec.payloadType();
            renumbered.put(type, payloadTypes.add(type) ? type : freePayloadType());
        }
        return wanted.stream().map(codec -> renumber(codec, renumbered)).toList();
    }

    /** 96 to 127 are dynamic (RFC 3551, 6); when those are taken, 35 to 63, which nobody has. */
    private int freePayloadType() {
        return IntStream.concat(IntStream.rangeClosed(96, 127), IntStream.rangeClosed(35, 63))
                .filter(type -> payloadTypes.add(type))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no payload type is left"));
    }

    private static Codec renumber(Codec codec, Map<Integer, Integer> renumbered) {
        Codec made =
                codec.withPayloadType(
                        renumbered.getOrDefault(codec.payloadType(), codec.payloadType()));
        return codec.associatedPayloadType()
                .map(type -> made.withParameters("apt=" + renumbered.getOrDefault(type, type)))
                .orElse(made);
    }

    private List<HeaderExtension> extensions(List<HeaderExtension> wanted) {
        Predicate<Integer> free = id -> !extensionIds.containsValue(id);
        return wanted.stream()
                .filter(e -> extensionIds.containsKey(e.uri()) || anyFree(free))
                .map(
                        e ->
                                new HeaderExtension(
                                        extensionIds.computeIfAbsent(
                                                e.uri(), uri -> freeId(e.id(), free)),
                                        e.uri(),
                                        e.direction()))
                .toList();
    }

    private static boolean anyFree(Predicate<Integer> free) {
        return IntStream.rangeClosed(1, MOST_EXTENSIONS).anyMatch(free::test);
    }

    private static int freeId(int wanted, Predicate<Integer> free) {
        return IntStream.concat(IntStream.of(wanted), IntStream.rangeClosed(1, MOST_EXTENSIONS))
                .filter(free::test)
                .findFirst()
                .orElseThrow();
    }
}
