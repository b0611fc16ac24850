package io.calling.examples;

import java.util.List;
import java.util.Locale;

/** Writes one JSON object, as much of JSON as the examples need. */
public final class Json {
    private final StringBuilder text = new StringBuilder();
    private boolean first = true;

    /** Empty. */
    public Json() {}

    /** Begins an object that has no name. */
    public Json begin() {
        text.append('{');
        first = true;
        return this;
    }

    /** Begins an object within this one. */
    public Json begin(String name) {
        name(name);
        return begin();
    }

    /** Ends the object that was begun last. */
    public Json end() {
        text.append('}');
        first = false;
        return this;
    }

    /** A text. */
    public Json field(String name, String value) {
        name(name);
        string(value);
        return this;
    }

    /** A whole number. */
    public Json number(String name, long value) {
        name(name);
        text.append(value);
        return this;
    }

    /** A number, to three places. */
    public Json number(String name, double value) {
        name(name);
        text.append(String.format(Locale.ROOT, "%.3f", value));
        return this;
    }

    /** A null. */
    public Json nothing(String name) {
        name(name);
        text.append("null");
        return this;
    }

    /** True or false. */
    public Json flag(String name, boolean value) {
        return raw(name, Boolean.toString(value));
    }

    /** A value that is JSON already. */
    public Json raw(String name, String json) {
        name(name);
        text.append(json);
        return this;
    }

    /** A list of texts. */
    public Json array(String name, List<String> values) {
        name(name);
        text.append('[');
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            string(values.get(i));
        }
        text.append(']');
        return this;
    }

    private void name(String name) {
        if (!first) {
            text.append(',');
        }
        first = false;
        string(name);
        text.append(':');
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    /** The JSON. */
    @Override
    public String toString() {
        return text.toString();
    }
}
