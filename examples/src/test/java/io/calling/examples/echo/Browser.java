package io.calling.examples.echo;

import com.sun.net.httpserver.HttpServer;
import io.calling.examples.hosts.Certificate;
import io.calling.examples.hosts.Program;
import io.calling.examples.hosts.Tools;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A browser without a window, on a page that calls the echo server. */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> FLAGS =
            List.of(
                    "chromium",
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--use-fake-device-for-media-stream",
                    "--use-fake-ui-for-media-stream",
                    "--autoplay-policy=no-user-gesture-required",
                    "--disable-features=WebRtcHideLocalIpsWithMdns,LocalNetworkAccessChecks",
                    "--ignore-certificate-errors",
                    "--enable-logging=stderr");

    static final String PAGE = "browser-peer.html";

    private final HttpServer server;
    private final Program program;
    private final CompletableFuture<String> result = new CompletableFuture<>();

    /** How it is started on a page. */
    private interface Launch {
        List<String> on(String page) throws IOException;
    }

    /** Chromium. */
    static Browser chromium(Path profile, Map<String, String> query) throws IOException {
        Tools.require("chromium");
        return new Browser(page -> command(profile, page, query, true));
    }

    /** Firefox, which trusts the relay's certificate. */
    static Browser firefox(Path profile, Map<String, String> query, Certificate trusted)
            throws IOException {
        Tools.require("firefox-esr");
        return new Browser(page -> Firefox.command(profile, page, query, trusted));
    }

    private Browser(Launch launch) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange;
                            InputStream page = Browser.class.getResourceAsStream(PAGE)) {
                        byte[] bytes = page.readAllBytes();
                        exchange.getResponseHeaders().set("Content-Type", "text/html");
                        exchange.sendResponseHeaders(200, bytes.length);
                        exchange.getResponseBody().write(bytes);
                    }
                });
        server.createContext(
                "/result",
                exchange -> {
                    try (exchange) {
                        byte[] body = exchange.getRequestBody().readAllBytes();
                        exchange.sendResponseHeaders(204, -1);
                        result.complete(new String(body, StandardCharsets.UTF_8));
                    }
                });
        server.start();
        program =
                Program.start(launch.on("http://localhost:" + server.getAddress().getPort() + "/"));
    }

    /** Starts Chromium on a page; a page in a file tells its result on the console. */
    static List<String> command(
            Path profile, String page, Map<String, String> query, boolean onLoopback) {
        List<String> command = new ArrayList<>(FLAGS);
        if (onLoopback) {
            command.add("--allow-loopback-in-peer-connection");
        }
        command.add("--user-data-dir=" + profile);
        command.add(page + query(query));
        return command;
    }

    /** What the page is asked to do, as the end of its address. */
    static String query(Map<String, String> asked) {
        return asked.entrySet().stream()
                .map(e -> e.getKey() + "=" + encoded(e.getValue()))
                .collect(Collectors.joining("&", "?", ""));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    Result result() throws Exception {
        return new Result(result.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }

    /** Ends it as a crash would: nothing is said to anybody. */
    void kill() {
        program.kill();
    }

    @Override
    public void close() {
        program.close();
        server.stop(0);
    }
}
