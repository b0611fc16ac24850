package io.calling.examples.echo;

import io.calling.examples.Json;
import io.calling.sdp.SdpException;
import java.util.Optional;

/**
 * What goes back to whoever asked.
 *
 * @param status of HTTP
 * @param type of the body, if there is one
 * @param body empty for none
 * @param location of what was made
 */
record EchoResponse(int status, String type, String body, Optional<String> location) {
    static EchoResponse of(int status, String type, String body) {
        return new EchoResponse(status, type, body, Optional.empty());
    }

    static EchoResponse empty(int status) {
        return of(status, "", "");
    }

    /** RFC 9457. */
    static EchoResponse problem(int status, String title, String detail) {
        String body =
                new Json()
                        .begin()
                        .field("title", title)
                        .number("status", status)
                        .field("detail", detail)
                        .end()
                        .toString();
        return of(status, "application/problem+json", body);
    }

    static EchoResponse refused(SdpException e) {
        return e.kind() == SdpException.Kind.MALFORMED
                ? problem(400, "Malformed session description", e.sentence())
                : problem(406, "No common media", e.sentence());
    }
}
