package io.calling.examples.echo;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What somebody asks for.
 *
 * @param method of HTTP; {@code HEAD} is asked as {@code GET}
 * @param path without the query
 * @param exchange the rest of it
 */
record EchoRequest(String method, String path, HttpExchange exchange) {
    /** An offer or an answer. */
    static final String SDP = "application/sdp";

    /** More candidates (RFC 8840, 9). */
    static final String FRAGMENT = "application/trickle-ice-sdpfrag";

    private static final int MAX_BODY_BYTES = 256 * 1024;
    private static final int MAX_READ_ON_BYTES = 16 * 1024 * 1024;

    static EchoRequest of(HttpExchange exchange) {
        String method = exchange.getRequestMethod();
        return new EchoRequest(
                method.equals("HEAD") ? "GET" : method,
                exchange.getRequestURI().getPath(),
                exchange);
    }

    /** Why a body is not taken. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient EchoResponse response;

        RefusedException(EchoResponse response) {
            super("refused");
            this.response = response;
        }

        EchoResponse response() {
            return response;
        }
    }

    /**
     * The body.
     *
     * @param type that it has to have; text without a type of its own is taken for it
     * @throws RefusedException where it is of another type (RFC 9725, 4.2), or too long
     */
    String body(String type) throws IOException, RefusedException {
        String given = type();
        if (!given.isEmpty() && !given.equals("text/plain") && !given.equals(type)) {
            throw new RefusedException(
                    EchoResponse.problem(
                            415, "Another type", "This takes the Content-Type " + type + "."));
        }
        try (InputStream in = exchange.getRequestBody()) {
            byte[] bytes = in.readNBytes(MAX_BODY_BYTES + 1);
            if (bytes.length > MAX_BODY_BYTES) {
                readOn(in);
                throw new RefusedException(
                        EchoResponse.problem(
                                413,
                                "Too long",
                                "A description has " + MAX_BODY_BYTES + " bytes at most."));
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** Who still sends reads no answer. Its {@code skip} would count wrongly. */
    private static void readOn(InputStream in) throws IOException {
        byte[] chunk = new byte[MAX_BODY_BYTES];
        for (int read = 0, total = 0; read >= 0 && total < MAX_READ_ON_BYTES; total += read) {
            read = in.read(chunk);
        }
    }

    /** Without its parameters; empty where none is said. */
    private String type() {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
