package io.calling.srtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code openssl s_client} or {@code s_server}, speaking DTLS 1.2 with {@code use_srtp}. */
final class OpenSsl implements AutoCloseable {
    static final String PROFILES =
            "SRTP_AEAD_AES_128_GCM:SRTP_AEAD_AES_256_GCM:SRTP_AES128_CM_SHA1_80";
    private static final Pattern ACCEPT = Pattern.compile("ACCEPT 127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern KEYS = Pattern.compile("Keying material: ([0-9A-F]+)");

    private final Process process;
    private final Thread reader;
    private final List<String> lines = new ArrayList<>();
    private boolean ended;

    private OpenSsl(Path configuration, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        if (configuration != null) {
            builder.environment().put("OPENSSL_CONF", configuration.toString());
        }
        process = builder.start();
        reader = new Thread(this::read, "openssl-output");
        reader.start();
    }

    /** A server that wants a certificate from its client. */
    static OpenSsl server(PeerCertificate own, String... options) throws IOException {
        return server(null, own, "-Verify", options);
    }

    /** A server that does not care who its client is. */
    static OpenSsl carelessServer(PeerCertificate own) throws IOException {
        return server(null, own, null);
    }

    static OpenSsl server(Path configuration, PeerCertificate own) throws IOException {
        return server(configuration, own, "-Verify");
    }

    private static OpenSsl server(
            Path configuration, PeerCertificate own, String verify, String... options)
            throws IOException {
        var command = new ArrayList<>(List.of("openssl", "s_server", "-accept", "127.0.0.1:0"));
        if (verify != null) {
            command.addAll(List.of(verify, "1"));
        }
        return start(configuration, own, command, options);
    }

    /** A client, with a certificate unless that is null. */
    static OpenSsl client(PeerCertificate own, int port, String... options) throws IOException {
        return client(null, own, port, options);
    }

    static OpenSsl client(Path configuration, PeerCertificate own, int port, String... options)
            throws IOException {
        var command = List.of("openssl", "s_client", "-connect", "127.0.0.1:" + port);
        return start(configuration, own, new ArrayList<>(command), options);
    }

    private static OpenSsl start(
            Path configuration, PeerCertificate own, List<String> command, String... options)
            throws IOException {
        command.add("-dtls1_2");
        if (own != null) {
            command.addAll(List.of("-cert", own.certificate().toString()));
            command.addAll(List.of("-key", own.key().toString()));
        }
        command.addAll(List.of("-keymatexport", "EXTRACTOR-dtls_srtp", "-keymatexportlen", "88"));
        command.addAll(List.of(options));
        if (!command.contains("-use_srtp")) {
            command.addAll(List.of("-use_srtp", PROFILES));
        }
        return new OpenSsl(configuration, command);
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                add(line);
            }
        } catch (IOException killed) {
            // close() ends the process, and with it the stream.
        } finally {
            end();
        }
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** The port that the server listens on. */
    int port() throws InterruptedException {
        return Integer.parseInt(await(ACCEPT).group(1));
    }

    /** What its exporter gave: as many bytes as asked for of the longest that any profile needs. */
    byte[] exportedKeys(int length) throws InterruptedException {
        return HexFormat.of().parseHex(await(KEYS).group(1).substring(0, 2 * length));
    }

    synchronized Matcher await(Pattern pattern) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        for (int next = 0; ; next++) {
            while (next == lines.size()) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (ended || left <= 0) {
                    throw new AssertionError("no " + pattern + " in " + String.join("\n", lines));
                }
                wait(left);
            }
            Matcher matcher = pattern.matcher(lines.get(next));
            if (matcher.find()) {
                return matcher;
            }
        }
    }

    /** Says goodbye to the peer with a {@code close_notify}. */
    void quit() throws IOException {
        type("Q");
    }

    /** Types a command, by itself on a line. */
    void type(String command) throws IOException {
        OutputStream input = process.getOutputStream();
        input.write((command + "\n").getBytes(StandardCharsets.US_ASCII));
        input.flush();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            reader.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
