package io.calling.ice;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.calling.ice.testing.Await;
import io.calling.ice.testing.Coturn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Chromium without a window: one browser for many calls, on a page that does what it is told. */
final class ChromiumPeer implements AutoCloseable {
    private static final Path EXECUTABLE = Path.of("/usr/bin/chromium");
    private static final long PATIENCE_SECONDS = 30;
    private static final String PAGE = "chromium_peer.html";

    /** What the page says: a word, and what belongs to it. */
    record Said(String word, String text) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<String> deeds = new LinkedBlockingQueue<>();
    private final Path profile;
    private final Process process;
    private volatile Consumer<Said> listener = said -> {};

    private ChromiumPeer(List<String> options) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", ChromiumPeer::servePage);
        server.createContext("/say", this::hearThePage);
        server.createContext("/hear", this::tellThePage);
        server.start();
        profile = Files.createTempDirectory("chromium");
        process =
                new ProcessBuilder(command(options))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
    }

    /** Starts one; skips the test where it is missing, unless the peers are required. */
    static ChromiumPeer start() {
        return start(List.of("--disable-features=WebRtcHideLocalIpsWithMdns"));
    }

    /** Starts one as people have it, that gives names in {@code .local} for its own addresses. */
    static ChromiumPeer startHidingItsAddresses() {
        return start(List.of());
    }

    private static ChromiumPeer start(List<String> options) {
        boolean installed = Files.isExecutable(EXECUTABLE);
        if (!installed && Boolean.parseBoolean(System.getenv("CALLING_REQUIRE_PEERS"))) {
            throw new AssertionError("Chromium is not installed, and CALLING_REQUIRE_PEERS is set");
        }
        Assumptions.assumeTrue(installed, "Chromium is not installed");
        try {
            return new ChromiumPeer(options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command(List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(EXECUTABLE.toString());
        command.addAll(
                List.of(
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--allow-loopback-in-peer-connection",
                        "--user-data-dir=" + profile));
        command.addAll(options);
        command.add("http://localhost:" + server.getAddress().getPort() + "/");
        return command;
    }

    private static void servePage(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream page = ChromiumPeer.class.getResourceAsStream(PAGE)) {
            byte[] bytes = page.readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private void hearThePage(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(204, -1);
            int end = body.indexOf('\n');
            listener.accept(new Said(body.substring(0, end), body.substring(end + 1)));
        }
    }

    private void tellThePage(HttpExchange exchange) throws IOException {
        try (exchange) {
            String deed = deeds.poll(5, TimeUnit.SECONDS);
            byte[] bytes = (deed == null ? "" : deed).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Begins a call on the page; what it says from now on goes to {@code heard}. */
    void open(Consumer<Said> heard) {
        listener = heard;
        tell("open", "policy=all");
    }

    /** Begins a call on the page that uses a relay only. */
    void openRelayed(Coturn coturn, Consumer<Said> heard) {
        listener = heard;
        tell(
                "open",
                "policy=relay&relay="
                        + encoded(coturn.uri())
                        + "&username="
                        + encoded(Coturn.USERNAME)
                        + "&password="
                        + encoded(Coturn.PASSWORD));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** Has the page do something. */
    void tell(String word, String text) {
        deeds.add(word + '\n' + text);
    }

    @Override
    public void close() {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroy();
        ended(process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(ChromiumPeer::ended);
        server.stop(0);
        threads.shutdownNow();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).forEach(ChromiumPeer::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void ended(ProcessHandle handle) {
        CompletableFuture<ProcessHandle> exit = handle.onExit();
        try {
            Await.result(exit.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (AssertionError e) {
            handle.destroyForcibly();
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }
}
