package io.calling.stats.internal;

import java.util.Map;

/** Writes objects as JSON (RFC 8259). */
public final class JsonText {
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder text = new StringBuilder();

    private JsonText() {}

    /** One object; values are texts, numbers, booleans and objects. */
    public static String of(Map<String, ?> members) {
        JsonText json = new JsonText();
        json.object(members);
        return json.text.toString();
    }

    private void object(Map<String, ?> members) {
        char before = '{';
        for (Map.Entry<String, ?> member : members.entrySet()) {
            text.append(before);
            string(member.getKey());
            text.append(':');
            value(member.getValue());
            before = ',';
        }
        text.append(before == '{' ? "{}" : "}");
    }

    private void value(Object value) {
        if (value instanceof Map<?, ?> map) {
            @SuppressWarnings("unchecked") // toMap() makes no others
            Map<String, ?> members = (Map<String, ?>) map;
            object(members);
        } else if (value instanceof Double number) {
            number(number);
        } else if (value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else {
            string(value.toString());
        }
    }

    /**
     * "Numeric values that cannot be represented ... (such as Infinity and NaN) are not permitted".
     */
    private void number(double value) {
        if (!Double.isFinite(value)) {
            text.append("null");
        } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            text.append((long) value);
        } else {
            text.append(value);
        }
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            character(value.charAt(i));
        }
        text.append('"');
    }

    private void character(char c) {
        if (c == '"' || c == '\\') {
            text.append('\\').append(c);
        } else if (c < 0x20 || c == 0x7F || Character.isSurrogate(c)) {
            text.append("\\u");
            for (int shift = 12; shift >= 0; shift -= 4) {
                text.append(HEX.charAt(c >> shift & 0xF));
            }
        } else {
            text.append(c);
        }
    }
}
