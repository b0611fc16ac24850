package io.calling.ice.stun;

import java.text.Normalizer;
import java.util.function.IntPredicate;

/**
 * Texts of credentials in the form in which both sides hash them. Printable ASCII passes through
 * both forms unchanged.
 */
public final class PreparedText {
    private PreparedText() {}

    /**
     * SASLprep (RFC 4013), as RFC 5389 wants it: variants fold together, so that {@code "Ⅸ"}
     * becomes {@code "IX"}.
     *
     * @throws IllegalArgumentException if a character is prohibited; its text does not name it
     */
    public static String saslprep(String text) {
        if (isPrintableAscii(text)) {
            return text;
        }
        StringBuilder mapped = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Stringprep.SPACE.contains(c) ? ' ' : c)
                .filter(c -> !Stringprep.NOTHING.contains(c))
                .forEach(mapped::appendCodePoint);
        String folded = Normalizer.normalize(mapped, Normalizer.Form.NFKC);
        requireNone("SASLprep", folded, Stringprep.PROHIBITED::contains);
        requireOneDirection(folded);
        return folded;
    }

    /**
     * OpaqueString (RFC 8265, 4.2), as RFC 8489 wants it: variants stay apart, spaces become one.
     *
     * @throws IllegalArgumentException if the text is empty or a character is disallowed
     */
    public static String opaqueString(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("OpaqueString allows no empty text");
        }
        if (isPrintableAscii(text)) {
            return text;
        }
        requireNone("OpaqueString", text, PreparedText::isDisallowedInFreeform);
        StringBuilder mapped = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.getType(c) == Character.SPACE_SEPARATOR ? ' ' : c)
                .forEach(mapped::appendCodePoint);
        return Normalizer.normalize(mapped, Normalizer.Form.NFC);
    }

    private static boolean isPrintableAscii(String text) {
        return text.chars().allMatch(c -> c >= 0x20 && c < 0x7F);
    }

    private static void requireNone(String profile, String text, IntPredicate banned) {
        if (text.codePoints().anyMatch(banned)) {
            throw new IllegalArgumentException("a character is not allowed by " + profile);
        }
    }

    /** RFC 8264, 9: controls, ignorable and unassigned code points, and old Hangul Jamo. */
    private static boolean isDisallowedInFreeform(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> Stringprep.IGNORABLE.contains(c) || Stringprep.OLD_HANGUL.contains(c);
        };
    }

    /** RFC 3454, 6: right-to-left text starts and ends so, and holds nothing left-to-right. */
    private static void requireOneDirection(String text) {
        if (text.codePoints().noneMatch(PreparedText::isRightToLeft)) {
            return;
        }
        boolean mixed =
                text.codePoints()
                                .anyMatch(
                                        c ->
                                                Character.getDirectionality(c)
                                                        == Character.DIRECTIONALITY_LEFT_TO_RIGHT)
                        || !isRightToLeft(text.codePointAt(0))
                        || !isRightToLeft(text.codePointBefore(text.length()));
        if (mixed) {
            throw new IllegalArgumentException("SASLprep allows no mix of directions of text");
        }
    }

    private static boolean isRightToLeft(int c) {
        byte direction = Character.getDirectionality(c);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }
}
