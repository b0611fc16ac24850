package io.calling.examples.report;

import java.util.Locale;

/** Text that grows, with what must be escaped escaped. */
final class Html {
    private final StringBuilder html = new StringBuilder();

    /**
     * Adds markup; each {@code %s} takes a value that is escaped, {@code %.1f} and such a number.
     */
    Html add(String markup, Object... values) {
        Object[] escaped = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            escaped[i] = values[i] instanceof Number ? values[i] : escape(values[i].toString());
        }
        html.append(String.format(Locale.ROOT, markup, escaped));
        return this;
    }

    /** Adds finished markup. */
    Html raw(CharSequence markup) {
        html.append(markup);
        return this;
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
