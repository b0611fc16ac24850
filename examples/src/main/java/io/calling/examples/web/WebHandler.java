package io.calling.examples.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.calling.ice.net.IpLiteral;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns exchanges of HTTP into files, replies and streams. */
final class WebHandler implements HttpHandler {
    private static final int MAX_BODY_BYTES = 256 * 1024;
    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "svg", "image/svg+xml");

    private final String host;
    private final Map<String, String> files;
    private final Map<String, WebServer.Handler> handlers;
    private final Map<String, Function<Fields, Optional<EventStream>>> streams;

    WebHandler(
            String host,
            Map<String, String> files,
            Map<String, WebServer.Handler> handlers,
            Map<String, Function<Fields, Optional<EventStream>>> streams) {
        this.host = host;
        this.files = Map.copyOf(files);
        this.handlers = Map.copyOf(handlers);
        this.streams = Map.copyOf(streams);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<EventStream> stream = stream(exchange);
            if (stream.isPresent()) {
                headers(exchange, "text/event-stream");
                exchange.sendResponseHeaders(200, 0);
                stream.get().pump(exchange.getResponseBody());
                return;
            }
            send(exchange, answer(exchange));
        }
    }

    private Optional<EventStream> stream(HttpExchange exchange) {
        Function<Fields, Optional<EventStream>> opener =
                streams.get(exchange.getRequestURI().getPath());
        return opener == null || !isOurs(exchange)
                ? Optional.empty()
                : opener.apply(query(exchange));
    }

    private Reply answer(HttpExchange exchange) throws IOException {
        if (!isOurs(exchange)) {
            return Reply.problem(403, "Only the page that this server serves may ask it.");
        }
        String path = exchange.getRequestURI().getPath();
        String file = files.get(path);
        if (file != null) {
            return file(file);
        }
        WebServer.Handler handler = handlers.get(exchange.getRequestMethod() + " " + path);
        if (handler == null) {
            return Reply.problem(404, "There is no " + path + " here.");
        }
        try {
            return handler.handle(fields(exchange));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reply.problem(503, "The server is being stopped.");
        } catch (IllegalArgumentException e) {
            return Reply.problem(400, "What the page sent makes no sense.");
        }
    }

    private static Reply file(String name) throws IOException {
        try (InputStream in = WebHandler.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the file " + name + " is missing in the jar");
            }
            String suffix = name.substring(name.lastIndexOf('.') + 1);
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Reply(200, TYPES.getOrDefault(suffix, "text/plain"), text);
        }
    }

    private static Fields query(HttpExchange exchange) {
        String query = exchange.getRequestURI().getRawQuery();
        return Fields.parse(query == null ? "" : query);
    }

    private static Fields fields(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("GET")) {
            return query(exchange);
        }
        try (InputStream in = exchange.getRequestBody()) {
            byte[] body = in.readNBytes(MAX_BODY_BYTES);
            return Fields.parse(new String(body, StandardCharsets.UTF_8));
        }
    }

    /**
     * Whether the browser asked us by our own name, so that no other name leads here (DNS
     * rebinding), and for a page of ours, so that no other site does it in the user's name.
     */
    private boolean isOurs(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        String asked = headers.getFirst("Host");
        return asked != null && isOurName(asked) && isOurOrigin(headers.getFirst("Origin"), asked);
    }

    private boolean isOurName(String asked) {
        int colon = asked.lastIndexOf(':');
        boolean hasPort = colon > asked.lastIndexOf(']');
        String name = hasPort ? asked.substring(0, colon) : asked;
        String bare = name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
        return bare.equals("localhost") || bare.equals(host) || IpLiteral.parse(bare) != null;
    }

    private static boolean isOurOrigin(@Nullable String origin, String asked) {
        return origin == null || origin.equals("http://" + asked);
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        headers(exchange, reply.type());
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private static void headers(HttpExchange exchange, String type) {
        Headers headers = exchange.getResponseHeaders();
        if (!type.isEmpty()) {
            headers.set("Content-Type", type);
        }
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        // Nothing from elsewhere, and no code but the files that are served here.
        headers.set(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                        + " connect-src 'self'; media-src 'self' blob: mediastream:;"
                        + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    }
}
