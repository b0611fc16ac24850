package io.calling.examples.echo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.calling.CallException;
import io.calling.WebRtcSession;
import io.calling.examples.Json;
import io.calling.sdp.SdpException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Turns requests into calls, and what becomes of them into responses. */
final class EchoHandler implements HttpHandler {
    private static final long DESCRIPTION_SECONDS = 20;
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
                response = respond(EchoRequest.of(exchange));
            } catch (EchoRequest.RefusedException e) {
                response = e.response();
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
        if (!response.allow().isEmpty()) {
            headers.set("Allow", response.allow());
        }
        byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
        if (body.length > 0) {
            headers.set("Content-Type", response.type());
        }
        boolean silent = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(response.status(), silent ? -1 : body.length);
        if (!silent) {
            exchange.getResponseBody().write(body);
        }
    }

    private EchoResponse respond(EchoRequest request)
            throws IOException, InterruptedException, EchoRequest.RefusedException {
        String path = request.path();
        if (request.method().equals("OPTIONS")) {
            return EchoResponse.empty(204);
        }
        if (path.startsWith("/call/")) {
            return one(path.substring("/call/".length()), request);
        }
        return switch (path) {
            case "/call" -> isPost(request) ? answer(request) : EchoResponse.notAllowed("POST");
            case "/offer" -> isPost(request) ? offer() : EchoResponse.notAllowed("POST");
            case "/calls", "/healthz", "/metrics" ->
                    request.method().equals("GET")
                            ? facts(path)
                            : EchoResponse.notAllowed("GET, HEAD");
            default -> noSuch("There is no " + path + ".");
        };
    }

    private static boolean isPost(EchoRequest request) {
        return request.method().equals("POST");
    }

    private EchoResponse facts(String path) {
        return switch (path) {
            case "/calls" -> EchoResponse.of(200, JSON, list());
            case "/healthz" -> EchoResponse.of(200, "text/plain; charset=utf-8", "ok\n");
            default -> EchoResponse.of(200, "text/plain; version=0.0.4", EchoMetrics.text(calls));
        };
    }

    private static EchoResponse noSuch(String detail) {
        return EchoResponse.problem(404, "Not found", detail);
    }

    private EchoResponse answer(EchoRequest request)
            throws IOException, InterruptedException, EchoRequest.RefusedException {
        String offer = request.body(EchoRequest.SDP);
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
            return EchoResponse.created(call.path(), description);
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

    private EchoResponse one(String rest, EchoRequest request)
            throws IOException, InterruptedException, EchoRequest.RefusedException {
        int slash = rest.indexOf('/');
        String id = slash < 0 ? rest : rest.substring(0, slash);
        String part = slash < 0 ? "" : rest.substring(slash);
        Optional<EchoCall> call = calls.find(id);
        if (call.isEmpty()) {
            return noSuch("There is no such call.");
        }
        return switch (part) {
            case "" -> whole(call.get(), request);
            case "/answer" ->
                    isPost(request)
                            ? EchoDescriptions.accept(
                                    call.get().session(), request.body(EchoRequest.SDP))
                            : EchoResponse.notAllowed("POST");
            case "/offer" -> ourOffer(call.get().session(), request);
            default -> noSuch("A call has no " + part + ".");
        };
    }

    private static EchoResponse whole(EchoCall call, EchoRequest request)
            throws IOException, InterruptedException, EchoRequest.RefusedException {
        WebRtcSession session = call.session();
        return switch (request.method()) {
            case "GET" -> EchoResponse.of(200, JSON, call.json());
            case "DELETE" -> hangUp(call);
            case "PATCH" -> EchoDescriptions.trickle(session, request.body(EchoRequest.FRAGMENT));
            case "POST" -> EchoDescriptions.answer(session, request.body(EchoRequest.SDP));
            default -> EchoResponse.notAllowed("GET, HEAD, POST, PATCH, DELETE");
        };
    }

    private static EchoResponse ourOffer(WebRtcSession session, EchoRequest request)
            throws InterruptedException {
        return switch (request.method()) {
            case "POST" ->
                    EchoDescriptions.offer(session, request.exchange().getRequestURI().getQuery());
            case "DELETE" -> EchoDescriptions.rollback(session);
            default -> EchoResponse.notAllowed("POST, DELETE");
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
}
