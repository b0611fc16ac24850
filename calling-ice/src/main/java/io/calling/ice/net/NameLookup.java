package io.calling.ice.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The only place that asks a resolver, off the loop, since that blocks; each time it is told. */
final class NameLookup {
    private final NioLoop loop;
    private final Workers workers = new Workers("calling-resolver");

    NameLookup(NioLoop loop) {
        this.loop = loop;
    }

    CompletableFuture<List<InetAddress>> resolve(String host) {
        CompletableFuture<List<InetAddress>> result = new CompletableFuture<>();
        if (!workers.tryExecute(() -> lookUp(host, result))) {
            loop.execute(() -> result.completeExceptionally(unknown()));
        }
        return result;
    }

    private void lookUp(String host, CompletableFuture<List<InetAddress>> result) {
        try {
            List<InetAddress> addresses = List.of(InetAddress.getAllByName(host));
            loop.execute(() -> result.complete(addresses));
        } catch (Exception | LinkageError e) { // a resolver may be the application's own
            loop.execute(() -> result.completeExceptionally(unknown()));
        }
    }

    /** Without the JDK's text, which holds the name. */
    private static UnknownHostException unknown() {
        return new UnknownHostException("the name has no address");
    }

    void close() {
        workers.close();
    }
}
