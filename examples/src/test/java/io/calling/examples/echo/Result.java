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

    /** What is worth a line in a table. */
    String figures() {
        return String.join(
                " ",
                "local=" + text("local"),
                "remote=" + text("remote"),
                "likeness=" + number("likeness"),
                "firstFrame=" + number("firstFrameSeconds"),
                "video=" + number("videoDecoded") + "/" + number("videoSent"),
                "closed=" + number("closedAfterSeconds"));
    }

    private String value(String name, String pattern) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\\s*" + pattern).matcher(json);
        if (!matcher.find()) {
            throw new AssertionError("no " + name + " in " + json);
        }
        return matcher.group(1);
    }
}
