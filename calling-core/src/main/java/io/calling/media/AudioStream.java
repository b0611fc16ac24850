package io.calling.media;

import io.calling.ice.net.Network;
import io.calling.rtp.MediaClock;
import io.calling.rtp.NtpClock;
import io.calling.rtp.RtcpHandler;
import io.calling.stats.StatsReport;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * One audio stream in each direction over RTP: a source whose frames leave every 20 ms, and a sink
 * that gets the peer's frames in order, at the same pace.
 *
 * <p>The loop of the {@link Network} does the timing and the packets; source and sink, which code
 * and decode, run on the media executor. All methods but {@link #statistics()} and {@link #mute}
 * are called on the loop.
 *
 * <p>Nothing is allocated per packet, and whatever the peer sends, the stream stays within the
 * memory that it began with.
 */
public final class AudioStream implements PacketInput {
    /** Bytes that are free before and behind each packet handed to {@link PacketOutput}. */
    public static final int ROOM = 128;

    private static final RtcpHandler NOBODY = new RtcpHandler() {};

    private final AudioStreamConfig config;
    private final Network network;
    private final AudioSender sender;
    private final AudioReceiver receiver;
    private final AudioReports reports;
    private final AudioEntries entries;
    private boolean started;
    private boolean closed;

    /**
     * A stream that is silent until {@link #start()}.
     *
     * @param mediaExecutor runs the source and the sink; at most one task for each of them waits in
     *     it at a time
     */
    public AudioStream(
            AudioStreamConfig config,
            AudioSource source,
            AudioSink sink,
            PacketOutput out,
            Network network,
            Executor mediaExecutor) {
        this(config, source, sink, out, NtpClock.random(network), network, mediaExecutor);
    }

    /**
     * The same, beside other streams of one call.
     *
     * @param clock of the reports of all of them, so that a receiver can play them in step
     */
    public AudioStream(
            AudioStreamConfig config,
            AudioSource source,
            AudioSink sink,
            PacketOutput out,
            NtpClock clock,
            Network network,
            Executor mediaExecutor) {
        this.config = config;
        this.network = network;
        this.sender = new AudioSender(config, source, out, network, mediaExecutor);
        this.receiver = new AudioReceiver(config, sink, network, mediaExecutor);
        this.reports = new AudioReports(config, sender, receiver.remote(), out, clock, network);
        this.entries = new AudioEntries(config, sender, receiver, reports);
    }

    /**
     * A stream over a track of a session, as a call with a browser has it: sends what the source
     * gives on the track, and plays what comes on it, from now on. The source is told what the peer
     * loses. It is the track's listener, and the reports are the track's own. Packets of keys,
     * whose payload type tells what they are anyway, are not padded.
     *
     * <p>Called on the loop, as the endpoint tells of tracks. It closes by itself, and with it the
     * source and the sink, when the session ends; whoever closes it sooner does so on the loop.
     *
     * @param network of the endpoint
     * @param mediaExecutor runs the source and the sink
     * @throws IllegalArgumentException if no Opus was negotiated for the track
     */
    public static AudioStream over(
            RtpTrack track,
            AudioSource source,
            AudioSink sink,
            Network network,
            Executor mediaExecutor) {
        TrackSound sound = new TrackSound(track);
        AudioStreamConfig config = sound.config(source.frame());
        AudioStream stream = new AudioStream(config, source, sink, sound, network, mediaExecutor);
        track.onPackets(sound.into(stream));
        stream.start();
        return stream;
    }

    /** Starts to send and to play. Before this nothing is drawn from the source. */
    public void start() {
        if (!started && !closed) {
            started = true;
            reports.start();
            sender.start();
            receiver.start();
        }
    }

    /** Takes one decrypted RTP packet; it is copied. Never throws on its bytes. */
    @Override
    public void onRtp(byte[] buffer, int offset, int length) {
        if (!closed) {
            receiver.onRtp(buffer, offset, length, network.nanoTime());
        }
    }

    /** Takes one decrypted RTCP packet, compound or reduced in size. Never throws on its bytes. */
    @Override
    public void onRtcp(byte[] buffer, int offset, int length) {
        if (!closed) {
            reports.onRtcp(buffer, offset, length);
        }
    }

    /** Whether the peer's packets have that name, as far as it was announced. */
    boolean isRemote(int ssrc) {
        return config.remoteSsrc().filter(remote -> remote.value() == ssrc).isPresent();
    }

    /** Takes what an RTCP packet says of it. */
    RtcpHandler reports() {
        return closed ? NOBODY : reports;
    }

    /** An RTCP packet came that was read elsewhere. */
    void countRtcp(int length) {
        if (!closed) {
            reports.count(length);
        }
    }

    /** What the pictures beside it may take, or {@link AudioRate#NO_PICTURES}. */
    void onPictures(long bitsPerSecond) {
        reports.onPictures(bitsPerSecond);
    }

    /** Takes what the peer has reported, where that was read elsewhere. */
    void onReport(ReceptionReport report) {
        if (!closed) {
            reports.onReport(
                    (int) (report.fractionLost() * 256),
                    report.packetsLost(),
                    report.roundTripTime()
                            .map(Duration::toNanos)
                            .orElse(AudioReports.NO_ROUND_TRIP));
        }
    }

    @Override
    public void onPathChanged() {
        reports.onPathChanged();
    }

    /**
     * Sends encoded silence of the same size and rate instead of the source's sound, or stops to.
     */
    public void mute(boolean muted) {
        sender.mute(muted);
    }

    /**
     * Presses keys of a telephone, one after the other, 100 ms each: the peer is told in place of
     * sound (RFC 4733). Nothing where keys have no payload type, or the stream is not started.
     *
     * @param keys 0 to 9, star, hash, A to D
     * @throws IllegalArgumentException if there is something else among them
     */
    public void press(String keys) {
        int[] events = Keypad.events(keys);
        for (int event : events) {
            sender.press(event);
        }
    }

    /**
     * Whether these are keys.
     *
     * @throws IllegalArgumentException if there is something else among them
     */
    public static void checkKeys(String keys) {
        Keypad.events(keys);
    }

    /** Says who is told of the keys that the peer presses; called on the loop. */
    public void onKeys(KeyListener listener) {
        receiver.keys(listener);
    }

    /** Adds what it has counted, and what the peer has reported, to a report; on the loop. */
    public void stats(StatsReport.Builder into) {
        entries.add(into);
    }

    /** A snapshot, from any thread. */
    public AudioStatistics statistics() {
        return new AudioStatistics(
                sender.packets(),
                sender.bytes(),
                receiver.received(),
                receiver.bytes(),
                receiver.remote().lost(),
                receiver.discarded(),
                receiver.played(),
                receiver.concealed(),
                Duration.ofNanos(
                        MediaClock.toNanos(receiver.remote().jitterTicks(), config.clockRate())),
                Duration.ofNanos(receiver.delayNanos()),
                reports.remoteLost(),
                Optional.of(reports.roundTripNanos())
                        .filter(nanos -> nanos != AudioReports.NO_ROUND_TRIP)
                        .map(Duration::ofNanos));
    }

    /** Says BYE, stops, and closes source and sink on the media executor. Idempotent. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            sender.stop();
            receiver.stop();
            reports.bye();
        }
    }

    /** Takes our packets, plain, to encrypt and send them. Called on the loop. */
    public interface PacketOutput {
        /** One RTP packet, with {@link AudioStream#ROOM} bytes to either side; taken in place. */
        void rtp(byte[] buffer, int offset, int length);

        /** One RTCP packet, likewise. */
        void rtcp(byte[] buffer, int offset, int length);
    }
}
