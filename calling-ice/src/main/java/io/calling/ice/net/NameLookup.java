package io.calling.ice.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The only place that asks a resolver. Look-ups block, so they have threads of their own, which
 * live only while there is one.
 */
final class NameLookup {
    private static final int THREADS = 2;
    private static final int MAX_WAITING = 64;
    private static final long IDLE_MILLIS = 50;

    private final NioLoop loop;
    private final ThreadPoolExecutor threads;

    NameLookup(NioLoop loop) {
        this.loop = loop;
        this.threads =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        IDLE_MILLIS,
                        TimeUnit.MILLISECONDS,
                        new LinkedBlockingQueue<>(MAX_WAITING),
                        NameLookup::thread);
        threads.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "calling-resolver");
        thread.setDaemon(true);
        return thread;
    }

    CompletableFuture<List<InetAddress>> resolve(String host) {
        CompletableFuture<List<InetAddress>> result = new CompletableFuture<>();
        InetAddress literal = IpLiteral.parse(host);
        if (literal != null) {
            loop.execute(() -> result.complete(List.of(literal)));
            return result;
        }
        try {
            threads.execute(() -> lookUp(host, result));
        } catch (RejectedExecutionException e) {
            loop.execute(() -> result.completeExceptionally(unknown()));
        }
        return result;
    }

    private void lookUp(String host, CompletableFuture<List<InetAddress>> result) {
        try {
            List<InetAddress> addresses = List.of(InetAddress.getAllByName(host));
            loop.execute(() -> result.complete(addresses));
        } catch (UnknownHostException e) {
            loop.execute(() -> result.completeExceptionally(unknown()));
        }
    }

    /** Without the JDK's text, which holds the name. */
    private static UnknownHostException unknown() {
        return new UnknownHostException("the name has no address");
    }

    void close() {
        threads.shutdownNow();
    }
}
