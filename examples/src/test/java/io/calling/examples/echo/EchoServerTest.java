package io.calling.examples.echo;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.CallState;
import io.calling.EndReason;
import io.calling.WebRtcSession;
import io.calling.examples.UsageException;
import io.calling.ice.turn.RelayProvider;
import io.calling.testkit.await.Eventually;
import io.calling.testkit.junit.SocketLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import io.calling.testkit.relay.EmbeddedRelay;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Each word of the HTTP interface, over a relay in this JVM. */
class EchoServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CALLS = Integer.getInteger("calling.echo.calls", 100);

    @RegisterExtension
    final ThreadLeakExtension threads = ThreadLeakExtension.except("ice4j.*|HttpClient.*");

    private EmbeddedRelay relay;
    private EchoServer server;
    private EchoClient client;

    @BeforeEach
    void start() throws Exception {
        relay =
                EmbeddedRelay.builder()
                        .user("server", "password")
                        .user("client", "password")
                        .start();
        server = server("100");
        client =
                new EchoClient(
                        RelayProvider.of(relay.server("client")), "http://" + server.address());
    }

    private EchoServer server(String maxCalls) throws Exception {
        return EchoServer.start(
                EchoOptions.parse(
                        List.of(
                                "--listen",
                                "127.0.0.1:0",
                                "--relay",
                                relay.uri(),
                                "--username",
                                "server",
                                "--password",
                                "password",
                                "--max-calls",
                                maxCalls)));
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
        await(() -> relay.allocations() == 0);
        relay.close();
    }

    private static void await(BooleanSupplier condition) {
        assertThat(Eventually.holds(PATIENCE, condition)).isTrue();
    }

    private void awaitEcho(EchoClient.Call call) {
        await(() -> call.session().state() instanceof CallState.Active);
        int[] sequence = {1_000};
        await(
                () -> {
                    client.say(call.session(), sequence[0]++, "hello");
                    return call.heard().contains("hello");
                });
    }

    private void hangUp(EchoClient.Call call) throws Exception {
        assertThat(client.send("DELETE", call.path(), EchoClient.SDP, "").statusCode())
                .isEqualTo(200);
        assertThat(call.session().ended().toCompletableFuture().get(20, TimeUnit.SECONDS))
                .isEqualTo(EndReason.HUNG_UP);
    }

    @Test
    void anOfferIsAnsweredEchoedAndHungUp() throws Exception {
        EchoClient.Call call = client.call();
        awaitEcho(call);

        String facts = client.facts(call);
        assertThat(facts)
                .contains("\"state\":\"connected\"", "\"endReason\":null", "\"local\":\"relay\"")
                .contains("\"protocol\":\"DTLS", "\"packets\":{\"received\":", "\"loss\":0");
        hangUp(call);
        assertThat(client.facts(call))
                .contains("\"state\":\"closed\"", "\"endReason\":\"HUNG_UP\"");
        assertThat(client.send("DELETE", call.path(), EchoClient.SDP, "").statusCode())
                .isEqualTo(200);
    }

    @Test
    void L23_whatIsToldOfAPrivateCallLeavesOurAddressesOut() throws Exception {
        EchoClient.Call call = client.call();
        awaitEcho(call);

        assertThat(client.facts(call))
                .contains("\"subject\":\"MAPPED_ADDRESS\",\"value\":\"(withheld)\"")
                .contains("\"subject\":\"RELAYED_ADDRESS\",\"value\":\"127.0.0.1:");
    }

    @Test
    void ourOfferIsAnsweredAndEchoed() throws Exception {
        HttpResponse<String> offered = client.send("POST", "/offer", EchoClient.SDP, "");
        assertThat(offered.statusCode()).isEqualTo(201);
        assertThat(offered.headers().firstValue("Content-Type")).contains(EchoClient.SDP);
        assertThat(offered.body())
                .contains("m=audio", "m=video", "a=sendrecv", "typ relay", "a=end-of-candidates");
        assertThat(client.send("GET", EchoClient.location(offered), EchoClient.SDP, "").body())
                .contains("\"state\":\"new\"");

        EchoClient.Call call = client.callBack();
        awaitEcho(call);
        assertThat(
                        client.send("POST", call.path() + "/answer", EchoClient.SDP, offered.body())
                                .statusCode())
                .isEqualTo(409);
        hangUp(call);
    }

    @Test
    void candidatesMayFollow() throws Exception {
        Set<String> heard = ConcurrentHashMap.newKeySet();
        WebRtcSession session = client.offer(heard);
        String offer = EchoClient.description(session);
        List<String> late =
                offer.lines().filter(line -> line.matches("a=(candidate|end-of).*")).toList();
        String early =
                offer.lines()
                        .filter(line -> !late.contains(line))
                        .collect(Collectors.joining("\r\n", "", "\r\n"));
        HttpResponse<String> answered = client.send("POST", "/call", EchoClient.SDP, early);
        session.accept(answered.body());
        String fragment =
                offer.lines()
                                .filter(line -> line.matches("a=ice-(ufrag|pwd).*"))
                                .distinct()
                                .collect(Collectors.joining("\r\n", "", "\r\n"))
                        + "m=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=mid:0\r\n"
                        + String.join("\r\n", late)
                        + "\r\n";

        HttpResponse<String> patched =
                client.send("PATCH", EchoClient.location(answered), EchoClient.FRAGMENT, fragment);

        assertThat(patched.statusCode()).isEqualTo(204);
        awaitEcho(new EchoClient.Call(session, EchoClient.location(answered), heard));
    }

    @Test
    void whatCannotBeReadIsAProblemInOneSentence() throws Exception {
        for (String body : List.of("", "hello", "v=0\r\nm=audio x\r\n")) {
            HttpResponse<String> refused = client.send("POST", "/call", EchoClient.SDP, body);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.headers().firstValue("Content-Type"))
                    .contains("application/problem+json");
            assertThat(refused.body()).contains("\"status\":400", "\"detail\":\"");
        }
        EchoClient.Call call = client.call();
        assertThat(client.send("PATCH", call.path(), EchoClient.FRAGMENT, "nonsense").statusCode())
                .isEqualTo(400);
    }

    @Test
    void mediaThatWeCannotDoIsNotAcceptable() throws Exception {
        String data =
                """
                v=0
                o=- 1 1 IN IP4 0.0.0.0
                s=-
                t=0 0
                m=application 9 UDP/DTLS/SCTP webrtc-datachannel
                a=mid:0
                """;

        assertThat(client.send("POST", "/call", EchoClient.SDP, data).statusCode()).isEqualTo(406);
    }

    @Test
    void tooManyCallsAreToldWhenToTryAgain() throws Exception {
        EchoServer small = server("1");
        try (EchoClient other =
                new EchoClient(
                        RelayProvider.of(relay.server("client")), "http://" + small.address())) {
            HttpResponse<String> first = other.send("POST", "/offer", EchoClient.SDP, "");
            HttpResponse<String> second = other.send("POST", "/offer", EchoClient.SDP, "");
            assertThat(first.statusCode()).isEqualTo(201);
            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(second.headers().firstValue("Retry-After")).isPresent();

            other.send("DELETE", EchoClient.location(first), EchoClient.SDP, "");
            assertThat(other.send("POST", "/offer", EchoClient.SDP, "").statusCode())
                    .isEqualTo(201);
        } finally {
            small.close();
        }
    }

    @Test
    void whoLooksAfterItFindsListHealthAndFigures() throws Exception {
        EchoClient.Call call = client.call();
        awaitEcho(call);

        assertThat(client.send("GET", "/calls", EchoClient.SDP, "").body())
                .contains(call.path().substring("/call/".length()), "\"state\":\"connected\"");
        assertThat(client.send("GET", "/healthz", EchoClient.SDP, "").statusCode()).isEqualTo(200);
        assertThat(client.send("GET", "/metrics", EchoClient.SDP, "").body())
                .contains("# TYPE calling_calls gauge\ncalling_calls 1\n");
        assertThat(client.send("GET", "/call/none", EchoClient.SDP, "").statusCode())
                .isEqualTo(404);
    }

    private int status(String method, String path, String type, String body) throws Exception {
        return client.send(method, path, type, body).statusCode();
    }

    @Test
    void whatAPathDoesNotTakeIsSaid() throws Exception {
        String call = EchoClient.location(client.send("POST", "/offer", EchoClient.SDP, ""));

        for (String[] asked :
                new String[][] {
                    {"GET", "/call", "POST"},
                    {"PUT", "/offer", "POST"},
                    {"POST", "/calls", "GET, HEAD"},
                    {"PUT", call, "GET, HEAD, POST, PATCH, DELETE"},
                    {"GET", call + "/answer", "POST"},
                    {"PATCH", call + "/offer", "POST, DELETE"}
                }) {
            HttpResponse<String> refused = client.send(asked[0], asked[1], EchoClient.SDP, "");
            assertThat(refused.statusCode()).as(asked[1]).isEqualTo(405);
            assertThat(refused.headers().firstValue("Allow")).contains(asked[2]);
        }
        assertThat(status("GET", call + "/nothing", EchoClient.SDP, "")).isEqualTo(404);
        assertThat(status("GET", "/nothing", EchoClient.SDP, "")).isEqualTo(404);
        assertThat(status("HEAD", "/healthz", EchoClient.SDP, "")).isEqualTo(200);
    }

    /** RFC 9725, 4.2 and 4.3.1; text without a type of its own is taken for what is wanted. */
    @Test
    void bodiesOfAnotherTypeOrTooLongAreRefused() throws Exception {
        String call = EchoClient.location(client.send("POST", "/offer", EchoClient.SDP, ""));

        assertThat(status("POST", "/call", "application/json", "{}")).isEqualTo(415);
        assertThat(status("PATCH", call, "application/sdp", "v=0")).isEqualTo(415);
        assertThat(status("POST", call, "application/json", "{}")).isEqualTo(415);
        assertThat(status("POST", "/call", "text/plain", "hello")).isEqualTo(400);
        assertThat(status("POST", "/call", "Application/SDP; charset=utf-8", "hello"))
                .isEqualTo(400);
        assertThat(status("POST", "/call", EchoClient.SDP, "x".repeat(300_000))).isEqualTo(413);
    }

    @Test
    void aCallThatIsOverTakesNoMore() throws Exception {
        EchoClient.Call call = client.call();
        awaitEcho(call);
        hangUp(call);

        assertThat(status("PATCH", call.path(), EchoClient.FRAGMENT, "a=mid:0\r\n")).isEqualTo(409);
        assertThat(status("POST", call.path() + "/offer", EchoClient.SDP, "")).isEqualTo(409);
        assertThat(status("DELETE", call.path() + "/offer", EchoClient.SDP, "")).isEqualTo(409);
    }

    @Test
    void wishesAreUnderstoodBeforeAnyIsGranted() throws Exception {
        EchoClient.Call call = client.call();
        String offer = call.path() + "/offer";
        for (String query : List.of("?add=video&direction=up", "?add=smell", "?ice=cube", "?x")) {
            assertThat(status("POST", offer + query, EchoClient.SDP, "")).isEqualTo(400);
        }
        HttpResponse<String> made = client.send("POST", offer, EchoClient.SDP, "");
        assertThat(made.body()).doesNotContain("m=video");

        for (int i = 0; i < 16; i++) {
            assertThat(status("POST", offer + "?add=video", EchoClient.SDP, "")).isEqualTo(409);
        }
        HttpResponse<String> full = client.send("POST", offer + "?add=video", EchoClient.SDP, "");
        assertThat(full.statusCode()).isEqualTo(409);
        assertThat(full.body()).contains("sections");
    }

    /** Whatever order they come in, each is answered, and the call is over and leaves nothing. */
    @Test
    void candidatesOffersAndHangUpsAtOnceAreAllAnswered() throws Exception {
        EchoClient.Call call = client.call();
        awaitEcho(call);
        String again = EchoClient.description(client.offer(ConcurrentHashMap.newKeySet()));
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> answered = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answered.add(
                        callers.submit(
                                () ->
                                        status(
                                                "PATCH",
                                                call.path(),
                                                EchoClient.FRAGMENT,
                                                "a=end-of-candidates\r\n")));
                answered.add(
                        callers.submit(() -> status("POST", call.path(), EchoClient.SDP, again)));
                answered.add(
                        callers.submit(
                                () ->
                                        status(
                                                "POST",
                                                call.path() + "/offer?ice=restart",
                                                EchoClient.SDP,
                                                "")));
                answered.add(
                        callers.submit(() -> status("DELETE", call.path(), EchoClient.SDP, "")));
            }
            for (Future<Integer> status : answered) {
                assertThat(status.get(60, TimeUnit.SECONDS)).isIn(200, 204, 400, 406, 409, 503);
            }
        } finally {
            callers.shutdown();
        }
        assertThat(callers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(client.facts(call)).contains("\"state\":\"closed\"");
        await(() -> calls().equals("[]"));
    }

    @Test
    void callsOneAfterTheOtherLeaveNothing() throws Exception {
        callAndHangUp();
        await(() -> relay.allocations() == 0);
        Set<String> threadsBefore = threads();
        int socketsBefore = SocketLeakExtension.openNow();
        for (int i = 1; i < CALLS; i++) {
            callAndHangUp();
        }
        assertNothingIsLeft(threadsBefore, socketsBefore);
    }

    @Test
    void twentyCallsAtOnceLeaveNothing() throws Exception {
        callAndHangUp();
        await(() -> relay.allocations() == 0);
        Set<String> threadsBefore = threads();
        int socketsBefore = SocketLeakExtension.openNow();
        ExecutorService callers = Executors.newFixedThreadPool(20);
        try {
            List<Future<EchoClient.Call>> calls = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                calls.add(callers.submit(client::call));
            }
            for (Future<EchoClient.Call> call : calls) {
                awaitEcho(call.get(60, TimeUnit.SECONDS));
            }
            for (Future<EchoClient.Call> call : calls) {
                hangUp(call.get());
            }
        } finally {
            callers.shutdown();
        }
        assertThat(callers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertNothingIsLeft(threadsBefore, socketsBefore);
    }

    private void callAndHangUp() throws Exception {
        EchoClient.Call call = client.call();
        awaitEcho(call);
        hangUp(call);
    }

    private void assertNothingIsLeft(Set<String> threadsBefore, int socketsBefore)
            throws Exception {
        await(() -> relay.allocations() == 0);
        await(() -> calls().equals("[]"));
        await(() -> threadsBefore.containsAll(threads()));
        // HTTP keeps connections; calls keep none.
        await(() -> SocketLeakExtension.openNow() <= socketsBefore + 2 * httpConnections());
    }

    private String calls() {
        try {
            return client.send("GET", "/calls", EchoClient.SDP, "").body();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** As many as there are threads that serve them, at most. */
    private static int httpConnections() {
        return 20;
    }

    /** Apart from those that HTTP keeps. */
    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> !name.matches("calling-echo-\\d+|HttpClient.*|HTTP-.*"))
                .filter(name -> !name.matches("Keep-Alive.*|ForkJoinPool.*|process reaper.*"))
                .filter(name -> !name.matches("CompletableFutureDelay.*|ice4j.*"))
                .collect(Collectors.toSet());
    }

    @Test
    void aFileWithoutCertificatesIsRefused(@TempDir Path directory) throws Exception {
        Path empty = Files.createFile(directory.resolve("empty.pem"));

        Assertions.assertThatThrownBy(
                        () ->
                                EchoOptions.parse(
                                        List.of(
                                                "--listen",
                                                "127.0.0.1:0",
                                                "--relay",
                                                "turns:localhost:5349",
                                                "--relay-ca",
                                                empty.toString())))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no certificate");
    }
}
