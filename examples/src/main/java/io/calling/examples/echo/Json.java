package io.calling.examples.echo;

import java.util.Locale;

/** Writes one JSON object, as much of JSON as the echo server needs. */
final class Json {
    private final StringBuilder text = new StringBuilder();
    private boolean first = true;

    Json begin() {
        text.append('{');
        first = true;
        return this;
    }

    Json begin(String name) {
        name(name);
        return begin();
    }

    Json end() {
        text.append('}');
        first = false;
        return this;
    }

    Json field(String name, String value) {
        name(name);
        string(value);
        return this;
    }

    Json number(String name, long value) {
        name(name);
        text.append(value);
        return this;
    }

    Json number(String name, double value) {
        name(name);
        text.append(String.format(Locale.ROOT, "%.3f", value));
        return this;
    }

    Json nothing(String name) {
        name(name);
        text.append("null");
        return this;
    }

    /** A value that is JSON already. */
    Json raw(String name, String json) {
        name(name);
        text.append(json);
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

    @Override
    public String toString() {
        return text.toString();
    }
}
