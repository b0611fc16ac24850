package io.calling.examples.echo;

import io.calling.media.RtpTrack;
import java.util.function.ToLongFunction;

/** Figures in the text format of Prometheus. */
final class EchoMetrics {
    private EchoMetrics() {}

    static String text(EchoCalls calls) {
        StringBuilder text = new StringBuilder();
        add(text, "calling_calls", "gauge", "Calls that go on.", calls.live().size());
        add(text, "calling_calls_total", "counter", "Calls since the start.", calls.placed());
        add(
                text,
                "calling_live_packets_received",
                "gauge",
                "RTP packets received in the calls that go on.",
                sum(calls, track -> track.statistics().packetsReceived()));
        add(
                text,
                "calling_live_packets_sent",
                "gauge",
                "RTP packets sent in the calls that go on.",
                sum(calls, track -> track.statistics().packetsSent()));
        add(
                text,
                "calling_live_packets_lost",
                "gauge",
                "RTP packets lost on the way here in the calls that go on.",
                sum(calls, track -> track.statistics().packetsLost()));
        return text.toString();
    }

    private static long sum(EchoCalls calls, ToLongFunction<RtpTrack> figure) {
        return calls.live().stream()
                .flatMap(call -> call.session().tracks().stream())
                .mapToLong(figure)
                .sum();
    }

    private static void add(StringBuilder text, String name, String type, String help, long value) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        text.append(name).append(' ').append(value).append('\n');
    }
}
