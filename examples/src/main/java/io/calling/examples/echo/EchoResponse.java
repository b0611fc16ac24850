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
 * @param allow the methods that there are, where one was asked for that there is not
 */
record EchoResponse(int status, String type, String body, Optional<String> location, String allow) {
    static EchoResponse of(int status, String type, String body) {
        return new EchoResponse(status, type, body, Optional.empty(), "");
    }

    /** A call, and our description of it. */
    static EchoResponse created(String path, String description) {
        return new EchoResponse(201, EchoRequest.SDP, description, Optional.of(path), "");
    }

    /** RFC 9110, 15.5.6. */
    static EchoResponse notAllowed(String allow) {
        EchoResponse problem = problem(405, "Not allowed", "This takes " + allow + ".");
        return new EchoResponse(405, problem.type(), problem.body(), Optional.empty(), allow);
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
