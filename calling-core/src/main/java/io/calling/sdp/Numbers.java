package io.calling.sdp;

import java.util.Optional;

/** Decimal numbers as peers write them: digits only, bounded. */
final class Numbers {
    private Numbers() {}

    /** The number, if the text is one to ten digits and not more than {@code max}. */
    static Optional<Integer> unsigned(String text, int max) {
        return unsignedLong(text, max).map(Long::intValue);
    }

    static Optional<Long> unsignedLong(String text, long max) {
        if (text.isEmpty() || text.length() > 18) {
            return Optional.empty();
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return Optional.empty();
            }
            value = value * 10 + (c - '0');
        }
        return value <= max ? Optional.of(value) : Optional.empty();
    }
}
