package io.calling.signaling;

/** Writes the words of a text in order: {@code word word key=value key=value}. */
final class FieldWriter {
    private final StringBuilder text = new StringBuilder(256);

    FieldWriter word(Object word) {
        if (text.length() > 0) {
            text.append(' ');
        }
        text.append(word);
        return this;
    }

    FieldWriter field(String key, Object value) {
        return word(key).append("=").append(value);
    }

    private FieldWriter append(Object part) {
        text.append(part);
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
