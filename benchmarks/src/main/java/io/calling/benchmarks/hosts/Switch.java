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

    private final byte[] page;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, BlockingQueue<String>> lines = new ConcurrentHashMap<>();
    private final BiConsumer<String, String> onLine;

    /**
     * Opens it.
     *
     * @param page what a browser that is a party loads
     * @param onLine told of each line: who said it, and what
     */
    public Switch(byte[] page, BiConsumer<String, String> onLine) throws IOException {
        this.page = page.clone();
        this.onLine = onLine;
        server = HttpServer.create(new InetSocketAddress(PORT), 0);
        server.setExecutor(threads);
        server.createContext("/", this::page);
        server.createContext("/lines", this::down);
        server.createContext("/say", this::up);
        server.start();
    }

    private void page(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
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
