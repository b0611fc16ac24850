package io.calling.examples.echo;

import com.sun.net.httpserver.HttpServer;
import io.calling.examples.HostPort;
import io.calling.examples.UsageException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The HTTP side of {@code echo}. Whoever starts it closes it. */
public final class EchoServer implements AutoCloseable {
    /** Beside those of calls that are being made, each of which waits for a relay. */
    private static final int THREADS = 32;

    private static final int MOST_THREADS = 500;
    private static final int BACKLOG = 128;

    private final HttpServer http;
    private final ExecutorService executor;
    private final EchoCalls calls;

    private EchoServer(HttpServer http, ExecutorService executor, EchoCalls calls) {
        this.http = http;
        this.executor = executor;
        this.calls = calls;
    }

    static EchoServer start(EchoOptions options) throws IOException, UsageException {
        HttpServer http = HttpServer.create(options.listen().resolve(), BACKLOG);
        EchoCalls calls = EchoCalls.open(options);
        AtomicInteger number = new AtomicInteger();
        ExecutorService executor =
                threads(
                        Math.min(MOST_THREADS, THREADS + options.maxCalls()),
                        task -> {
                            Thread thread =
                                    new Thread(task, "calling-echo-" + number.incrementAndGet());
                            thread.setDaemon(true);
                            return thread;
                        });
        http.setExecutor(executor);
        http.createContext("/", new EchoHandler(calls));
        http.start();
        return new EchoServer(http, executor, calls);
    }

    private static ExecutorService threads(int most, ThreadFactory factory) {
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(
                        most, most, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** Where it listens. */
    HostPort address() {
        InetSocketAddress address = http.getAddress();
        return new HostPort(address.getHostString(), address.getPort());
    }

    /** Hangs up every call, releases the allocations, stops. Idempotent. */
    @Override
    public void close() {
        calls.close();
        http.stop(0);
        executor.shutdown();
        try {
            executor.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
