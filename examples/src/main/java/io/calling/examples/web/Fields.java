package io.calling.examples.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields of a query or a form ({@code application/x-www-form-urlencoded}).
 *
 * @param values by name; the first where a name is given twice
 */
public record Fields(Map<String, String> values) {
    /** Copies the map. */
    public Fields {
        values = Map.copyOf(values);
    }

    /**
     * Reads fields; what has no name is left out.
     *
     * @throws IllegalArgumentException if an escape makes no sense
     */
    static Fields parse(String encoded) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.putIfAbsent(
                        decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return new Fields(values);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The field, empty if it is not there. */
    public String text(String name) {
        return values.getOrDefault(name, "");
    }

    /** Whether the field says {@code true}. */
    public boolean flag(String name) {
        return text(name).equals("true");
    }
}
