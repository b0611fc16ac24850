package io.calling.ice.exposure;

/** Writes a report as JSON. */
final class ExposureJson {
    private ExposureJson() {}

    static String of(ExposureReport report) {
        StringBuilder json = new StringBuilder("{\"exposures\":[");
        String separator = "";
        for (Exposure exposure : report.exposures()) {
            json.append(separator);
            object(json, exposure);
            separator = ",";
        }
        return json.append("],\"overflowed\":").append(report.overflowed()).append('}').toString();
    }

    private static void object(StringBuilder json, Exposure exposure) {
        member(json.append('{'), "audience", exposure.audience().name());
        member(json.append(','), "subject", exposure.subject().name());
        member(json.append(','), "value", exposure.value());
        member(json.append(','), "by", exposure.by());
        member(json.append(','), "phase", exposure.phase().name());
        member(json.append(','), "first", exposure.first().toString());
        member(json.append(','), "last", exposure.last().toString());
        json.append(",\"times\":").append(exposure.times());
        json.append(",\"locatesYou\":").append(exposure.subject().locatesYou()).append('}');
    }

    private static void member(StringBuilder json, String name, String value) {
        json.append('"').append(name).append("\":\"");
        value.chars().forEach(c -> character(json, (char) c));
        json.append('"');
    }

    /** RFC 8259, 7: quotation mark, reverse solidus and the control characters are escaped. */
    private static void character(StringBuilder json, char c) {
        if (c == '"' || c == '\\') {
            json.append('\\').append(c);
        } else if (c < 0x20 || c == 0x7f || Character.isSurrogate(c)) {
            json.append(String.format("\\u%04x", (int) c));
        } else {
            json.append(c);
        }
    }
}
