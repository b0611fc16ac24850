package io.calling.sdp;

import java.util.Optional;

/** Reads {@code a=rtpmap} (RFC 8866, 6.6) and knows the static payload types (RFC 3551, 6). */
final class RtpMap {
    private RtpMap() {}

    /** Reads {@code opus/48000/2}. */
    static Optional<Codec> read(int payloadType, String encoding) {
        String[] parts = encoding.split("/", -1);
        if (parts.length < 2 || parts.length > 3 || parts[0].isEmpty()) {
            return Optional.empty();
        }
        Optional<Integer> clockRate = Numbers.unsigned(parts[1].trim(), 10_000_000);
        Optional<Integer> channels =
                parts.length == 3 ? Numbers.unsigned(parts[2].trim(), 255) : Optional.of(1);
        return clockRate
                .filter(rate -> rate > 0)
                .flatMap(
                        rate ->
                                channels.filter(count -> count > 0)
                                        .map(
                                                count ->
                                                        Codec.of(
                                                                payloadType,
                                                                parts[0],
                                                                rate,
                                                                count)));
    }

    /** The format of a payload type that needs no {@code a=rtpmap}. */
    static Optional<Codec> assigned(int payloadType) {
        return switch (payloadType) {
            case 0 -> Optional.of(Codec.of(0, "PCMU", 8000, 1));
            case 8 -> Optional.of(Codec.of(8, "PCMA", 8000, 1));
            case 9 -> Optional.of(Codec.of(9, "G722", 8000, 1));
            case 13 -> Optional.of(Codec.of(13, "CN", 8000, 1));
            default -> Optional.empty();
        };
    }

    /** The value behind the payload type. */
    static String write(Codec codec) {
        String base = codec.name() + '/' + codec.clockRate();
        return codec.channels() > 1 ? base + '/' + codec.channels() : base;
    }
}
