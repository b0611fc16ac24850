package io.calling.rtp;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes down what a reader finds. */
final class RtcpLog implements RtcpHandler {
    final List<String> lines = new ArrayList<>();

    private void log(String name, Object... values) {
        lines.add(name + " " + Arrays.stream(values).map(String::valueOf).collect(joining(" ")));
    }

    private static String hex(long value) {
        return Long.toHexString(value);
    }

    private static String hex(int value) {
        return Integer.toHexString(value);
    }

    @Override
    public void onSenderReport(int ssrc, long ntp, int timestamp, long packets, long bytes) {
        log("SR", hex(ssrc), hex(ntp), timestamp, packets, bytes);
    }

    @Override
    public void onReceiverReport(int ssrc) {
        log("RR", hex(ssrc));
    }

    @Override
    public void onReportBlock(
            int reporter,
            int source,
            int fractionLost,
            int lost,
            int highestSequence,
            long jitter,
            int lastReport,
            int delay) {
        log(
                "block",
                hex(reporter),
                hex(source),
                fractionLost,
                lost,
                highestSequence,
                jitter,
                hex(lastReport),
                delay);
    }

    @Override
    public void onCname(int ssrc, byte[] buffer, int offset, int length) {
        log("CNAME", hex(ssrc), new String(buffer, offset, length, StandardCharsets.UTF_8));
    }

    @Override
    public void onBye(int ssrc) {
        log("BYE", hex(ssrc));
    }

    @Override
    public void onNack(int sender, int source, int sequence, int following) {
        log("NACK", hex(sender), hex(source), sequence, following);
    }

    @Override
    public void onPictureLoss(int sender, int source) {
        log("PLI", hex(sender), hex(source));
    }

    @Override
    public void onFullIntraRequest(int sender, int source, int command) {
        log("FIR", hex(sender), hex(source), command);
    }

    @Override
    public void onTransportFeedback(int sender, int source, byte[] buffer, int offset, int length) {
        log("TWCC", hex(sender), hex(source), length);
    }

    @Override
    public void onReceiverEstimate(int sender, long bitsPerSecond) {
        log("REMB", hex(sender), bitsPerSecond);
    }
}
