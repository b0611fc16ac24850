package io.calling.benchmarks.hosts;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;

/**
 * Carries lines between the director and the parties, and between the two parties of a call; the
 * same for every contestant, and not delayed. Down by server-sent events, up by POST.
 */
public final class Switch implements AutoCloseable {
    public static final int PORT = 8080;

    private static final String HTML = "text/html";
    private static final String ANY = "application/octet-stream";

    private final Map<String, byte[]> files;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, BlockingQueue<String>> lines = new ConcurrentHashMap<>();
    private final BiConsumer<String, String> onLine;

    /**
     * Opens it.
     *
     * @param files by their paths; the page that a browser loads is {@code /}
     * @param onLine told of each line: who said it, and what
     */
    public Switch(Map<String, byte[]> files, BiConsumer<String, String> onLine) throws IOException {
        this.files = Map.copyOf(files);
        this.onLine = onLine;
        server = HttpServer.create(new InetSocketAddress(PORT), 0);
        server.setExecutor(threads);
        server.createContext("/", this::file);
        server.createContext("/lines", this::down);
        server.createContext("/say", this::up);
        server.start();
    }

    private void file(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] bytes = files.getOrDefault(path, new byte[0]);
            exchange.getResponseHeaders().set("Content-Type", path.equals("/") ? HTML : ANY);
            if (bytes.length == 0) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String name(HttpExchange exchange) {
        String query = exchange.getRequestURI().getQuery();
        return query.substring(query.indexOf('=') + 1);
    }

    private void down(HttpExchange exchange) throws IOException {
        BlockingQueue<String> queue = queue(name(exchange));
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (exchange;
                OutputStream out = exchange.getResponseBody()) {
            out.write(":\n\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            while (true) {
                String event = "data: " + queue.take() + "\n\n";
                out.write(event.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void up(HttpExchange exchange) throws IOException {
        String from = name(exchange);
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
        body.lines().forEach(line -> onLine.accept(from, line));
    }

    private BlockingQueue<String> queue(String name) {
        return lines.computeIfAbsent(name, n -> new LinkedBlockingQueue<>());
    }

    public void say(String to, String line) {
        queue(to).add(line);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
