package io.calling.signaling;

import java.util.ArrayList;
import java.util.List;

/** Reads the words of a text in order: {@code word word key=value key=value}. */
final class FieldReader {
    private final String text;
    private int position;

    FieldReader(String text) {
        this.text = text;
    }

    /** The next word, whatever it is. */
    String word() throws RefusedException {
        if (position > text.length()) {
            throw new RefusedException(Refusal.MALFORMED);
        }
        int space = text.indexOf(' ', position);
        int end = space < 0 ? text.length() : space;
        String word = text.substring(position, end);
        position = end + 1;
        return word;
    }

    /** A number as the writer prints it: without sign or leading zeros. */
    long number(long maximum) throws RefusedException {
        return number(word(), maximum);
    }

    static long number(String digits, long maximum) throws RefusedException {
        boolean canonical = digits.equals("0") || digits.matches("[1-9][0-9]{0,17}");
        if (!canonical || Long.parseLong(digits) > maximum) {
            throw new RefusedException(Refusal.BAD_VALUE);
        }
        return Long.parseLong(digits);
    }

    /** The value of the next field, which must have this key. */
    String field(String key) throws RefusedException {
        if (!hasField(key)) {
            throw new RefusedException(Refusal.MALFORMED);
        }
        return word().substring(key.length() + 1);
    }

    /** The values of the next fields, as far as they have this key. */
    List<String> fields(String key, int maximum) throws RefusedException {
        List<String> values = new ArrayList<>();
        while (hasField(key)) {
            if (values.size() == maximum) {
                throw new RefusedException(Refusal.MALFORMED);
            }
            values.add(field(key));
        }
        return values;
    }

    /** Makes sure that nothing follows. */
    void end() throws RefusedException {
        if (position <= text.length()) {
            throw new RefusedException(Refusal.MALFORMED);
        }
    }

    private boolean hasField(String key) {
        return text.startsWith(key + "=", position);
    }
}
