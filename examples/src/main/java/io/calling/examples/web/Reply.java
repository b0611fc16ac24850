package io.calling.examples.web;

import io.calling.examples.Json;

/**
 * What goes back to the browser.
 *
 * @param status of HTTP
 * @param type of the content
 * @param body the content
 */
public record Reply(int status, String type, String body) {

    /** All is well, and there is nothing to say. */
    public static Reply done() {
        return new Reply(204, "", "");
    }

    /** All is well; here is what was asked for. */
    public static Reply json(String json) {
        return new Reply(200, "application/json", json);
    }

    /** It did not work; one sentence says why (RFC 9457). */
    public static Reply problem(int status, String detail) {
        String json =
                new Json()
                        .begin()
                        .number("status", status)
                        .field("detail", detail)
                        .end()
                        .toString();
        return new Reply(status, "application/problem+json", json);
    }
}
