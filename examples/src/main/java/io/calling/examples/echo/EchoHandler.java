package io.calling.examples.echo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.calling.CallException;
import io.calling.WebRtcSession;
import io.calling.examples.Json;
import io.calling.sdp.SdpException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Turns requests into calls, and what becomes of them into responses. */
final class EchoHandler implements HttpHandler {
    private static final int MAX_BODY_BYTES = 256 * 1024;
    private static final long DESCRIPTION_SECONDS = 20;
    private static final String SDP = "application/sdp";
    private static final String JSON = "application/json";

    private final EchoCalls calls;

    EchoHandler(EchoCalls calls) {
        this.calls = calls;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            EchoResponse response;
            try {
                response = respond(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                response = EchoResponse.problem(503, "Stopping", "The server is being stopped.");
            } catch (RuntimeException e) {
                response =
                        EchoResponse.problem(
                                500, "Unforeseen", "The server failed; this is a bug of ours.");
            }
            send(exchange, response);
        }
    }

    private static void send(HttpExchange exchange, EchoResponse response) throws IOException {
        var headers = exchange.getResponseHeaders();
        // Pages of any origin may try this server: it listens where its user told it to.
        headers.set("Access-Control-Allow-Origin", "*");
        headers.set("Access-Control-Allow-Methods", "GET, POST, PATCH, DELETE, OPTIONS");
        headers.set("Access-Control-Allow-Headers", "Content-Type");
        headers.set("Access-Control-Expose-Headers", "Location");
        headers.set("Cache-Control", "no-store");
        response.location().ifPresent(location -> headers.set("Location", location));
        if (response.status() == 503) {
            headers.set("Retry-After", "1");
        }
        byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
        if (body.length > 0) {
            headers.set("Content-Type", response.type());
        }
        exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private EchoResponse respond(HttpExchange exchange) throws IOException, InterruptedException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        if (method.equals("OPTIONS")) {
            return EchoResponse.empty(204);
        }
        if (path.startsWith("/call/")) {
            return one(method, path.substring("/call/".length()), exchange);
        }
        return switch (method + ' ' + path) {
            case "POST /call" -> answer(body(exchange));
            case "POST /offer" -> offer();
            case "GET /calls" -> EchoResponse.of(200, JSON, list());
            case "GET /healthz" -> EchoResponse.of(200, "text/plain; charset=utf-8", "ok\n");
            case "GET /metrics" ->
                    EchoResponse.of(200, "text/plain; version=0.0.4", EchoMetrics.text(calls));
            default -> noSuch("there is no " + method + " " + path);
        };
    }

    private static EchoResponse noSuch(String detail) {
        return EchoResponse.problem(404, "Not found", detail);
    }

    private EchoResponse answer(String offer) throws InterruptedException {
        try {
            return created(calls.answer(offer));
        } catch (SdpException e) {
            return EchoResponse.refused(e);
        } catch (EchoCalls.TooManyException e) {
            return busy();
        }
    }

    private EchoResponse offer() throws InterruptedException {
        try {
            return created(calls.offer());
        } catch (EchoCalls.TooManyException e) {
            return busy();
        }
    }

    private static EchoResponse busy() {
        return EchoResponse.problem(
                503, "Busy", "There are too many calls: try again in a second.");
    }

    private static EchoResponse created(EchoCall call) throws InterruptedException {
        try {
            String description =
                    call.session()
                            .localDescription()
                            .toCompletableFuture()
                            .get(DESCRIPTION_SECONDS, TimeUnit.SECONDS);
            return new EchoResponse(201, SDP, description, Optional.of(call.path()));
        } catch (ExecutionException e) {
            String detail =
                    e.getCause() instanceof CallException ended
                            ? ended.reason().advice()
                            : "The call could not be set up.";
            return EchoResponse.problem(503, "No call", detail);
        } catch (TimeoutException e) {
            call.session().close();
            return EchoResponse.problem(503, "No call", "The relay took too long: try again.");
        }
    }

    private EchoResponse one(String method, String rest, HttpExchange exchange)
            throws IOException, InterruptedException {
        int slash = rest.indexOf('/');
        String id = slash < 0 ? rest : rest.substring(0, slash);
        String part = slash < 0 ? "" : rest.substring(slash);
        Optional<EchoCall> call = calls.find(id);
        if (call.isEmpty()) {
            return noSuch("there is no such call");
        }
        WebRtcSession session = call.get().session();
        return switch (method + part) {
            case "GET" -> EchoResponse.of(200, JSON, call.get().json());
            case "DELETE" -> hangUp(call.get());
            case "PATCH" -> EchoDescriptions.trickle(session, body(exchange));
            case "POST" -> EchoDescriptions.answer(session, body(exchange));
            case "POST/answer" -> EchoDescriptions.accept(session, body(exchange));
            case "POST/offer" ->
                    EchoDescriptions.offer(session, exchange.getRequestURI().getQuery());
            case "DELETE/offer" -> EchoDescriptions.rollback(session);
            default ->
                    EchoResponse.problem(
                            405,
                            "Not allowed",
                            "A call takes GET, POST, PATCH and DELETE, its answer POST, its offer POST and"
                                    + " DELETE.");
        };
    }

    private static EchoResponse hangUp(EchoCall call) {
        call.session().close();
        try {
            call.session().ended().toCompletableFuture().get(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            return EchoResponse.problem(500, "Unforeseen", "The call did not end in time.");
        }
        return EchoResponse.empty(200);
    }

    private String list() {
        return calls.live().stream()
                .map(
                        call ->
                                new Json()
                                        .begin()
                                        .field("id", call.id())
                                        .field("state", call.state())
                                        .end()
                                        .toString())
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String body(HttpExchange exchange) throws IOException {
        try (InputStream in = exchange.getRequestBody()) {
            byte[] bytes = in.readNBytes(MAX_BODY_BYTES + 1);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
