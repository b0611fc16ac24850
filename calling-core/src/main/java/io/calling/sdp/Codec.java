package io.calling.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One payload format of a media section: {@code a=rtpmap} with its {@code a=fmtp} and {@code
 * a=rtcp-fb} lines (RFC 8866, 6.6 and 6.15; RFC 4585, 4.2).
 *
 * @param payloadType 0 to 127, meaningful within one BUNDLE group
 * @param name the encoding's name, compared without regard to case
 * @param clockRate RTP timestamps per second
 * @param channels audio channels; 1 where the format has none
 * @param parameters the value of {@code a=fmtp}, empty where there is none
 * @param feedback the values of {@code a=rtcp-fb}, such as {@code nack pli}
 */
public record Codec(
        int payloadType,
        String name,
        int clockRate,
        int channels,
        String parameters,
        Set<String> feedback) {

    /** Checks the numbers and copies the set. */
    public Codec {
        if (payloadType < 0 || payloadType > 127) {
            throw new IllegalArgumentException("payloadType is 0 to 127, not " + payloadType);
        }
        if (clockRate < 1 || channels < 1) {
            throw new IllegalArgumentException("clock rate and channels are positive");
        }
        feedback = Set.copyOf(feedback);
    }

    /** A format without parameters or feedback. */
    public static Codec of(int payloadType, String name, int clockRate, int channels) {
        return new Codec(payloadType, name, clockRate, channels, "", Set.of());
    }

    /** The same with other parameters. */
    public Codec withParameters(String value) {
        return new Codec(payloadType, name, clockRate, channels, value, feedback);
    }

    /** The same with other feedback. */
    public Codec withFeedback(Set<String> value) {
        return new Codec(payloadType, name, clockRate, channels, parameters, value);
    }

    /** The same under another payload type. */
    public Codec withPayloadType(int value) {
        return new Codec(value, name, clockRate, channels, parameters, feedback);
    }

    /** Whether this is the named encoding. */
    public boolean is(String encoding) {
        return name.equalsIgnoreCase(encoding);
    }

    /** The payload type that a retransmission format repairs (RFC 4588, 8.1). */
    public Optional<Integer> associatedPayloadType() {
        return parameter("apt").flatMap(Codec::payloadType);
    }

    private static Optional<Integer> payloadType(String text) {
        return Numbers.unsigned(text, 127);
    }

    /** One of the parameters, by its name. */
    public Optional<String> parameter(String parameter) {
        return Optional.ofNullable(parameterMap().get(parameter.toLowerCase(Locale.ROOT)));
    }

    /**
     * The same without what the parameters say of one sender's stream, as {@code
     * sprop-parameter-sets} of H.264 do (RFC 6184, 8.2.2).
     */
    Codec withoutStreamProperties() {
        List<String> kept = new ArrayList<>();
        for (String part : parts(parameters)) {
            if (!part.trim().toLowerCase(Locale.ROOT).startsWith("sprop-")) {
                kept.add(part);
            }
        }
        return withParameters(String.join(";", kept));
    }

    private Map<String, String> parameterMap() {
        Map<String, String> map = new TreeMap<>();
        for (String part : parts(parameters)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                map.putIfAbsent(
                        part.substring(0, equals).trim().toLowerCase(Locale.ROOT),
                        part.substring(equals + 1).trim());
            }
        }
        return map;
    }

    private static List<String> parts(String parameters) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        while (from <= parameters.length()) {
            int semicolon = parameters.indexOf(';', from);
            int to = semicolon < 0 ? parameters.length() : semicolon;
            parts.add(parameters.substring(from, to));
            from = to + 1;
        }
        return parts;
    }

    /**
     * Whether packets of one format can be read as the other: same encoding, clock and channels,
     * and the parameters that change the bitstream agree (H.264: RFC 6184, 8.2.2; VP9: RFC 9628,
     * 6).
     */
    public boolean matches(Codec other) {
        if (!is(other.name) || clockRate != other.clockRate || channels != other.channels) {
            return false;
        }
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "H264" -> h264Matches(other);
            case "VP9" -> sameParameter(other, "profile-id", "0");
            case "AV1" -> sameParameter(other, "profile", "0");
            default -> true;
        };
    }

    private boolean h264Matches(Codec other) {
        return sameParameter(other, "packetization-mode", "0")
                && h264Profile().equals(other.h264Profile());
    }

    /** Profile and constraints, without the level, which may differ where asymmetry is allowed. */
    private String h264Profile() {
        // RFC 6184, 8.1 has Baseline where none is named. GStreamer names none and means the one
        // that every stack has; browsers understand it so.
        String id = parameter("profile-level-id").orElse("42E01F");
        if (id.length() != 6) {
            return id;
        }
        String profile = id.substring(0, 4).toLowerCase(Locale.ROOT);
        // RFC 6184, table 5: 42 with constraint_set1 is constrained baseline, however it is spelt.
        boolean constrainedBaseline =
                profile.startsWith("42") && (Character.digit(profile.charAt(2), 16) & 4) != 0;
        return constrainedBaseline ? "42e0" : profile;
    }

    private boolean sameParameter(Codec other, String parameter, String byDefault) {
        return parameter(parameter)
                .orElse(byDefault)
                .equals(other.parameter(parameter).orElse(byDefault));
    }
}
