package io.calling.sdp;

import java.util.Optional;

/**
 * One {@code a=} line (RFC 8866, 5.13).
 *
 * @param name before the colon
 * @param value behind it; empty for a property attribute such as {@code a=rtcp-mux}
 */
public record Attribute(String name, Optional<String> value) {
    /** Checks that both stay on their line. */
    public Attribute {
        if (name.isEmpty() || !oneLine(name) || name.indexOf(':') >= 0) {
            throw new IllegalArgumentException("an attribute's name must be a token");
        }
        if (value.isPresent() && !oneLine(value.get())) {
            throw new IllegalArgumentException("the value of a=" + name + " must be one line");
        }
    }

    /** A property attribute: {@code a=name}. */
    public static Attribute of(String name) {
        return new Attribute(name, Optional.empty());
    }

    /** A value attribute: {@code a=name:value}. */
    public static Attribute of(String name, String value) {
        return new Attribute(name, Optional.of(value));
    }

    private static boolean oneLine(String text) {
        return text.indexOf('\r') < 0 && text.indexOf('\n') < 0 && text.indexOf('\0') < 0;
    }

    /** The line's content, without {@code a=}. */
    String line() {
        return value.isPresent() ? name + ':' + value.get() : name;
    }

    /** The name only: values may be addresses or secrets. */
    @Override
    public String toString() {
        return "a=" + name;
    }
}
