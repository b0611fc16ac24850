package io.calling.benchmarks.dtls;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code openssl s_client} or {@code s_server}, behind a loopback socket of ours. */
final class OpenSslEnd implements End {
    private static final Pattern ACCEPT = Pattern.compile("ACCEPT 127\\.0\\.0\\.1:(\\d+)");
    private static final String KEYS = "Keying material: ";

    private final DatagramSocket socket;
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final Process process;
    private volatile @Nullable SocketAddress remote;

    private OpenSslEnd(DatagramSocket socket, List<String> command, Credentials own)
            throws IOException {
        this.socket = socket;
        var whole = new ArrayList<>(command);
        whole.addAll(List.of("-dtls1_2", "-mtu", Integer.toString(LossyHandshakes.MTU_BYTES)));
        whole.addAll(List.of("-cert", own.certificate().toString()));
        whole.addAll(List.of("-key", own.key().toString()));
        whole.addAll(List.of("-use_srtp", "SRTP_AEAD_AES_128_GCM"));
        whole.addAll(List.of("-keymatexport", "EXTRACTOR-dtls_srtp", "-keymatexportlen", "56"));
        process = new ProcessBuilder(whole).redirectErrorStream(true).start();
    }

    static OpenSslEnd server(Credentials own, Consumer<byte[]> out) throws IOException {
        var command = List.of("openssl", "s_server", "-accept", "127.0.0.1:0", "-Verify", "1");
        OpenSslEnd made = new OpenSslEnd(socket(), command, own).reading(out);
        made.remote = new InetSocketAddress(InetAddress.getLoopbackAddress(), made.port.join());
        return made;
    }

    static OpenSslEnd client(Credentials own, Consumer<byte[]> out) throws IOException {
        DatagramSocket socket = socket();
        String to = "127.0.0.1:" + socket.getLocalPort();
        return new OpenSslEnd(socket, List.of("openssl", "s_client", "-connect", to), own)
                .reading(out);
    }

    private static DatagramSocket socket() throws IOException {
        return new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private OpenSslEnd reading(Consumer<byte[]> out) {
        new Thread(this::readText, "openssl-text").start();
        new Thread(() -> readDatagrams(out), "openssl-datagrams").start();
        return this;
    }

    private void readText() {
        try (BufferedReader text = process.inputReader()) {
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                Matcher accept = ACCEPT.matcher(line);
                if (accept.find()) {
                    port.complete(Integer.valueOf(accept.group(1)));
                } else if (line.contains(KEYS)) {
                    connected.complete(null);
                }
            }
        } catch (IOException closed) {
            // close() ends the process, and with it the text.
        }
        var ended = new IllegalStateException("openssl ended");
        port.completeExceptionally(ended);
        connected.completeExceptionally(ended);
    }

    private void readDatagrams(Consumer<byte[]> out) {
        var packet = new DatagramPacket(new byte[1 << 14], 1 << 14);
        try {
            while (true) {
                socket.receive(packet);
                remote = packet.getSocketAddress();
                out.accept(Arrays.copyOf(packet.getData(), packet.getLength()));
            }
        } catch (IOException closed) {
            // close() ends the thread this way.
        }
    }

    @Override
    public void receive(byte[] datagram) {
        SocketAddress to = remote;
        if (to == null || socket.isClosed()) {
            return;
        }
        try {
            socket.send(new DatagramPacket(datagram, datagram.length, to));
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public CompletableFuture<Void> connected() {
        return connected;
    }

    @Override
    public void close() {
        process.destroy();
        socket.close();
    }
}
