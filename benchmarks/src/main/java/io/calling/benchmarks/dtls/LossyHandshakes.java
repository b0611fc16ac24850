package io.calling.benchmarks.dtls;

import io.calling.srtp.DtlsCertificate;
import io.calling.srtp.DtlsEngine;
import io.calling.srtp.Fingerprint;
import io.calling.srtp.SetupRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How long handshakes take on a bad path at an MTU of 600 bytes: we with OpenSSL in both roles, we
 * with ourselves, and OpenSSL with itself, in one run, so many at once and one kind after the
 * other. From the first datagram to the moment when both sides have their keys.
 *
 * <p>Arguments: {@code [handshakes of each kind]}.
 */
public final class LossyHandshakes {
    static final int MTU_BYTES = 600;
    static final long MOST_MILLIS = 60_000;

    private static final int DEFAULT_HANDSHAKES = 250;
    private static final int AT_ONCE = 32;
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Path RESULTS = Path.of("results");

    /** Who is client and who is server. */
    enum Kind {
        CALLING_TO_OPENSSL("Calling as client, OpenSSL as server"),
        OPENSSL_TO_CALLING("OpenSSL as client, Calling as server"),
        CALLING_TO_CALLING("Calling with itself"),
        OPENSSL_TO_OPENSSL("OpenSSL with itself");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    private final DtlsEngine engine;
    private final DtlsCertificate own;
    private final DtlsCertificate others;
    private final Credentials ecdsa;
    private final Credentials rsa;
    private final ScheduledExecutorService delays = Executors.newScheduledThreadPool(2);

    private LossyHandshakes(DtlsEngine engine, Path folder) throws Exception {
        this.engine = engine;
        own = DtlsCertificate.generate(new SecureRandom(), NOW);
        others = DtlsCertificate.generate(new SecureRandom(), NOW);
        ecdsa = Credentials.ecdsa(folder);
        rsa = Credentials.rsa(folder);
    }

    /** Measures, prints a table, and writes {@code results/handshake-loss.*}. */
    public static void main(String[] args) throws Exception {
        int handshakes = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_HANDSHAKES;
        Path folder = Files.createTempDirectory("handshakes");
        try (var engine = DtlsEngine.create(new SecureRandom())) {
            engine.warmUp().get(60, TimeUnit.SECONDS);
            var results = new LossyHandshakes(engine, folder).run(handshakes);
            new LossReport(results).write(RESULTS);
        }
        System.exit(0);
    }

    private Map<Kind, List<Double>> run(int handshakes) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        Map<Kind, List<Future<Double>>> running = new EnumMap<>(Kind.class);
        for (int i = 0; i < handshakes; i++) {
            for (Kind kind : Kind.values()) {
                running.computeIfAbsent(kind, k -> new ArrayList<>())
                        .add(threads.submit(task(kind, i)));
            }
        }
        Map<Kind, List<Double>> results = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            List<Double> millis = new ArrayList<>();
            for (Future<Double> future : running.getOrDefault(kind, List.of())) {
                millis.add(future.get());
            }
            results.put(kind, millis);
        }
        threads.shutdown();
        delays.shutdownNow();
        return results;
    }

    /** OpenSSL shows an ECDSA certificate and an RSA one in turn; ours is ECDSA always. */
    private Callable<Double> task(Kind kind, int number) {
        Credentials theirs = number % 2 == 0 ? ecdsa : rsa;
        return () -> handshake(kind, theirs, new BadPath(number, delays));
    }

    private double handshake(Kind kind, Credentials theirs, BadPath path) throws Exception {
        var client = new AtomicReference<@Nullable End>();
        var server = new AtomicReference<@Nullable End>();
        Consumer<byte[]> toServer = towards(path, server);
        Consumer<byte[]> toClient = towards(path, client);
        // The server first: it has to be there when the client calls.
        try (End serving = server(kind, theirs, toClient)) {
            server.set(serving);
            try (End calling = client(kind, theirs, toServer, client)) {
                client.set(calling);
                return millis(path, calling, serving);
            }
        }
    }

    private static Consumer<byte[]> towards(BadPath path, AtomicReference<@Nullable End> to) {
        return datagram ->
                path.pass(
                        datagram,
                        arrived -> {
                            End end = to.get();
                            if (end != null) {
                                end.receive(arrived);
                            }
                        });
    }

    private static double millis(BadPath path, End client, End server) throws Exception {
        try {
            CompletableFuture.allOf(client.connected(), server.connected())
                    .get(MOST_MILLIS, TimeUnit.MILLISECONDS);
            return path.millisSinceFirst();
        } catch (ExecutionException | TimeoutException failed) {
            return MOST_MILLIS;
        }
    }

    private End server(Kind kind, Credentials theirs, Consumer<byte[]> out) throws Exception {
        return switch (kind) {
            case CALLING_TO_OPENSSL, OPENSSL_TO_OPENSSL -> OpenSslEnd.server(theirs, out);
            case OPENSSL_TO_CALLING ->
                    new CallingEnd(engine, SetupRole.PASSIVE, own, theirs.fingerprint(), out)
                            .start();
            case CALLING_TO_CALLING ->
                    new CallingEnd(engine, SetupRole.PASSIVE, own, others.fingerprint(), out)
                            .start();
        };
    }

    private End client(
            Kind kind,
            Credentials theirs,
            Consumer<byte[]> out,
            AtomicReference<@Nullable End> holder)
            throws Exception {
        return switch (kind) {
            case OPENSSL_TO_CALLING, OPENSSL_TO_OPENSSL -> OpenSslEnd.client(theirs, out);
            case CALLING_TO_OPENSSL -> calling(own, theirs.fingerprint(), out, holder);
            case CALLING_TO_CALLING -> calling(others, own.fingerprint(), out, holder);
        };
    }

    private CallingEnd calling(
            DtlsCertificate certificate,
            Fingerprint peers,
            Consumer<byte[]> out,
            AtomicReference<@Nullable End> holder) {
        var end = new CallingEnd(engine, SetupRole.ACTIVE, certificate, peers, out);
        holder.set(end);
        return end.start();
    }
}
