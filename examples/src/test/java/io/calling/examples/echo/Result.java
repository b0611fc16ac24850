package io.calling.examples.echo;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a peer says came back: one flat JSON object. */
record Result(String json) {
    String text(String name) {
        return value(name, "\"([^\"]*)\"");
    }

    double number(String name) {
        return Double.parseDouble(value(name, "(-?[0-9.eE+-]+)"));
    }

    private String value(String name, String pattern) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\\s*" + pattern).matcher(json);
        if (!matcher.find()) {
            throw new AssertionError("no " + name + " in " + json);
        }
        return matcher.group(1);
    }
}
