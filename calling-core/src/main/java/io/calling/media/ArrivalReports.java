package io.calling.media;

import io.calling.ice.net.Network;
import io.calling.rtp.ArrivalLog;
import io.calling.rtp.Cname;
import io.calling.rtp.HeaderExtensions;
import io.calling.rtp.RtcpWriter;
import io.calling.rtp.RtpPacket;
import java.util.concurrent.TimeUnit;

/**
 * Tells the peer which of its packets arrived, and when, so that it finds out how much it may send
 * (transport-wide congestion control). On the loop.
 */
final class ArrivalReports {
    /** Between two of them; what browsers do where there is bandwidth. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final int ROOM = AudioStream.ROOM;
    private static final int SEQUENCE_BYTES = 2;
    private static final int MAX_BYTES = 1_200;

    private final Cname cname;
    private final AudioStream.PacketOutput out;
    private final Network network;
    private final ArrivalLog log = new ArrivalLog();
    private final HeaderExtensions extensions = new HeaderExtensions();
    private final byte[] buffer = new byte[ROOM + MAX_BYTES + ROOM];
    private final RtcpWriter writer = new RtcpWriter(buffer);
    private final Runnable task = this::report;
    private int reporter;
    private int source;
    private boolean scheduled;
    private boolean paused;
    private boolean closed;

    ArrivalReports(Cname cname, AudioStream.PacketOutput out, Network network) {
        this.cname = cname;
        this.out = out;
        this.network = network;
    }

    /** A packet of a track came, its payload or a repair of it. */
    void onPacket(RtpPacket packet, TrackConfig track) {
        if (track.extensions().transportSequence().isEmpty() || !packet.hasExtension()) {
            return;
        }
        int id = track.extensions().transportSequence().getAsInt();
        if (!extensions.wrap(packet).find(id) || extensions.length() != SEQUENCE_BYTES) {
            return;
        }
        int at = extensions.offset();
        byte[] bytes = packet.buffer();
        log.onPacket((bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF, network.nanoTime());
        reporter = track.ssrc().value();
        source = packet.ssrc();
        schedule();
    }

    private void schedule() {
        if (!scheduled && !closed) {
            scheduled = true;
            network.schedule(PAUSE_NANOS, task);
        }
    }

    private void report() {
        scheduled = false;
        if (closed || paused) {
            return;
        }
        writer.begin(ROOM).receiverReport(reporter).cname(reporter, cname);
        int empty = writer.length();
        writer.transportFeedback(reporter, source, log);
        if (writer.length() > empty) {
            out.rtcp(buffer, ROOM, writer.length());
        }
        if (!log.isEmpty()) {
            schedule(); // more than one packet holds, or a pause too long for its differences
        }
    }

    /** Says nothing while this holds. */
    void pause(boolean on) {
        paused = on;
    }

    void close() {
        closed = true;
    }
}
