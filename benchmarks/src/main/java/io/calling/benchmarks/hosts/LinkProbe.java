package io.calling.benchmarks.hosts;

import io.calling.benchmarks.Samples;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Sends datagrams through the link to an echo, and prints how far the round trips are from what was
 * asked for, in milliseconds, and how many were lost.
 *
 * <p>Arguments: {@code address port datagrams round-trip-millis}.
 */
public final class LinkProbe {
    private static final int PAUSE_MILLIS = 2;
    private static final int PATIENCE_MILLIS = 1_000;
    private static final long COUNTED = 0;

    private LinkProbe() {}

    /**
     * Measures the caller's link as it is set, there and back, through an {@link Echo} on the
     * router that runs already.
     *
     * @param count of the datagrams, 2 ms apart
     * @param roundTripMillis what they should take
     * @return what came out, in words
     */
    public static String run(int count, double roundTripMillis) throws IOException {
        Process probe =
                new ProcessBuilder(
                                Commands.on(
                                        Host.CALLER,
                                        Commands.java(
                                                LinkProbe.class,
                                                Host.CALLER.gateway(),
                                                Integer.toString(Echo.PORT),
                                                Integer.toString(count),
                                                Double.toString(roundTripMillis))))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        return new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    /** Measures, and prints one line. */
    public static void main(String[] args) throws Exception {
        int count = Integer.parseInt(args[2]);
        double expected = Double.parseDouble(args[3]);
        long[] sent = new long[count];
        List<Double> over = new ArrayList<>();
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(args[0], Integer.parseInt(args[1])));
            socket.setSoTimeout(PATIENCE_MILLIS);
            Thread sender = new Thread(() -> send(socket, sent), "probe");
            sender.start();
            receive(socket, sent, expected, over);
            sender.join();
        }
        Samples late = new Samples(over.stream().mapToDouble(Double::doubleValue).toArray());
        System.out.printf(
                Locale.ROOT,
                "round trips of %.0f ms take longer by %.2f ms in the median, %.2f at the 99th"
                        + " percentile, %.2f at most; %.2f %% of %d are lost%n",
                expected,
                late.median(),
                late.quantile(0.99),
                late.quantile(1),
                100.0 * (count - over.size()) / count,
                count);
    }

    private static void send(DatagramSocket socket, long[] sent) {
        try {
            for (int number = 0; number < sent.length; number++) {
                byte[] bytes = {(byte) (number >> 8), (byte) number};
                sent[number] = System.nanoTime();
                socket.send(new DatagramPacket(bytes, bytes.length));
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void receive(
            DatagramSocket socket, long[] sent, double expected, List<Double> over)
            throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[16], 16);
        try {
            while (true) {
                socket.receive(packet);
                byte[] bytes = packet.getData();
                int number = (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
                if (sent[number] != COUNTED) {
                    over.add((System.nanoTime() - sent[number]) / 1e6 - expected);
                    sent[number] = COUNTED; // what comes twice counts once
                }
            }
        } catch (SocketTimeoutException quiet) {
            // All that will come has come.
        }
    }
}
