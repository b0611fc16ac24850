package io.calling.sdp;

import java.util.Optional;

/** Reads and writes {@code a=extmap} (RFC 8285, 8). */
final class ExtMap {
    private ExtMap() {}

    /** Reads {@code 3 urn:…} or {@code 3/recvonly urn:… attributes}. */
    static Optional<HeaderExtension> read(String value) {
        String[] words = value.trim().split(" +", -1);
        if (words.length < 2) {
            return Optional.empty();
        }
        int slash = words[0].indexOf('/');
        String id = slash < 0 ? words[0] : words[0].substring(0, slash);
        Optional<Direction> direction =
                slash < 0
                        ? Optional.of(Direction.SENDRECV)
                        : Direction.named(words[0].substring(slash + 1));
        return Numbers.unsigned(id, 255)
                .filter(number -> number > 0)
                .flatMap(number -> direction.map(d -> new HeaderExtension(number, words[1], d)));
    }

    static String write(HeaderExtension extension) {
        String direction =
                extension.direction() == Direction.SENDRECV
                        ? ""
                        : "/" + extension.direction().token();
        return extension.id() + direction + ' ' + extension.uri();
    }
}
