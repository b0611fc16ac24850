package io.calling.examples.web;

import com.sun.net.httpserver.HttpServer;
import io.calling.examples.HostPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Serves one page with its files, and answers what the page asks. Only pages that it served itself
 * are answered: not those of other sites that happen to know the port. Whoever starts it closes it.
 */
public final class WebServer implements AutoCloseable {
    private static final int BACKLOG = 64;

    private final HttpServer http;
    private final ExecutorService executor;

    private WebServer(HttpServer http, ExecutorService executor) {
        this.http = http;
        this.executor = executor;
    }

    /** Starts with no page. */
    public static Builder builder() {
        return new Builder();
    }

    /** Where it listens. */
    public HostPort address() {
        InetSocketAddress address = http.getAddress();
        return new HostPort(address.getAddress().getHostAddress(), address.getPort());
    }

    /** Stops answering. Streams have to be closed before. Idempotent. */
    @Override
    public void close() {
        http.stop(0);
        executor.shutdownNow();
        try {
            executor.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What answers a request. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Answers; may take a while.
         *
         * @throws InterruptedException if the server is being closed
         */
        Reply handle(Fields fields) throws InterruptedException;
    }

    /** Collects what is served. */
    public static final class Builder {
        private final Map<String, String> files = new HashMap<>();
        private final Map<String, Handler> handlers = new HashMap<>();
        private final Map<String, Function<Fields, Optional<EventStream>>> streams =
                new HashMap<>();

        private Builder() {}

        /** A file of this package, under its own name. */
        public Builder file(String name) {
            files.put("/" + name, name);
            return this;
        }

        /** A file of this package, as the page at {@code /}. */
        public Builder page(String name) {
            files.put("/", name);
            return this;
        }

        /** Answers {@code GET}, which changes nothing. */
        public Builder get(String path, Handler handler) {
            handlers.put("GET " + path, handler);
            return this;
        }

        /** Answers {@code POST}. */
        public Builder post(String path, Handler handler) {
            handlers.put("POST " + path, handler);
            return this;
        }

        /** Streams events; nothing for a page that nobody knows. */
        public Builder stream(String path, Function<Fields, Optional<EventStream>> opener) {
            streams.put(path, opener);
            return this;
        }

        /**
         * Listens.
         *
         * @throws IOException if the address cannot be had
         */
        public WebServer start(HostPort listen) throws IOException {
            HttpServer http = HttpServer.create(listen.resolve(), BACKLOG);
            ExecutorService executor = threads();
            http.setExecutor(executor);
            http.createContext("/", new WebHandler(listen.host(), files, handlers, streams));
            http.start();
            return new WebServer(http, executor);
        }

        private static ExecutorService threads() {
            AtomicInteger number = new AtomicInteger();
            return Executors.newCachedThreadPool(
                    task -> {
                        Thread thread = new Thread(task, "calling-web-" + number.incrementAndGet());
                        thread.setDaemon(true);
                        return thread;
                    });
        }
    }
}
