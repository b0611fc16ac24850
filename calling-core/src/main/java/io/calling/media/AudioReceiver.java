package io.calling.media;

import io.calling.ice.net.Network;
import io.calling.rtp.Counter;
import io.calling.rtp.JitterBuffer;
import io.calling.rtp.JitterBufferConfig;
import io.calling.rtp.MediaClock;
import io.calling.rtp.MediaPacket;
import io.calling.rtp.OpusPacket;
import io.calling.rtp.PacketQueue;
import io.calling.rtp.RtpPacket;
import io.calling.rtp.payload.KeyPresses;
import io.calling.rtp.payload.TelephoneEvent;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From packets to sink: packets are checked and queued on the loop, ordered and played on the media
 * executor, each when the one before it ends.
 */
final class AudioReceiver {
    private static final Logger LOG = LoggerFactory.getLogger(AudioReceiver.class);

    private static final int MAX_BEHIND = 5;
    private static final int NO_KEYS = -1;

    /** How often is looked for audio at first; how long frames are is for the peer to choose. */
    private static final Duration STEP = Duration.ofMillis(20);

    private final AudioStreamConfig config;
    private final long frameNanos;
    private final AudioSink sink;
    private final RemoteSource remote;
    private final int keysPayloadType;
    private final KeyPresses presses = new KeyPresses();
    private KeyListener keys = key -> {};
    private final RtpPacket packet = new RtpPacket();
    private final PacketQueue queue = new PacketQueue();
    private final JitterBuffer jitter;
    private final UnaryOperator<MediaPacket> intoJitter;

    private final Counter received = new Counter();
    private final Counter bytes = new Counter();
    private final Counter refused = new Counter();
    private final Counter played = new Counter();
    private final Counter concealed = new Counter();
    private final Counter discarded = new Counter();
    private final Counter delayNanos = new Counter();
    private final Counter headerBytes = new Counter();
    private final PlayoutCounters playout = new PlayoutCounters();
    private final CopyWatch copies = new CopyWatch();

    private final MediaSteps mediaSteps;
    private final PlayoutTimer timer;
    private boolean sinkFailed;

    AudioReceiver(
            AudioStreamConfig config, AudioSink sink, Network network, Executor mediaExecutor) {
        Duration frame = config.frame().compareTo(STEP) < 0 ? config.frame() : STEP;
        this.config = config;
        this.frameNanos = frame.toNanos();
        this.sink = sink;
        this.remote = new RemoteSource(config);
        this.keysPayloadType = config.keysPayloadType().orElse(NO_KEYS);
        this.jitter =
                new JitterBuffer(
                        JitterBufferConfig.speech(config.clockRate(), frame), OpusPacket::ticks);
        this.intoJitter = jitter::insert;
        this.mediaSteps = new MediaSteps(mediaExecutor, MAX_BEHIND * frameNanos, new Playing());
        this.timer = new PlayoutTimer(network, frameNanos, mediaSteps);
    }

    /** Takes a decrypted packet; on the loop. */
    void onRtp(byte[] buffer, int offset, int length, long nowNanos) {
        boolean isPacket = packet.wrap(buffer, offset, length);
        boolean isKey = isPacket && packet.payloadType() == keysPayloadType;
        boolean taken =
                isPacket
                        && (isKey || packet.payloadType() == config.payloadType())
                        && remote.accept(packet, nowNanos);
        if (!taken) {
            refused.add(1);
            return;
        }
        received.add(1);
        bytes.add(packet.payloadLength());
        headerBytes.add(length - packet.payloadLength());
        if (isKey) {
            onKeyReport(nowNanos);
        } else if (packet.payloadLength() > 0 && !queue.offer(packet, nowNanos)) {
            refused.add(1);
        }
    }

    private void onKeyReport(long nowNanos) {
        if (packet.payloadLength() < TelephoneEvent.BYTES || !queue.offerEmpty(packet, nowNanos)) {
            refused.add(1);
            return;
        }
        TelephoneEvent report = TelephoneEvent.read(packet.buffer(), packet.payloadOffset());
        if (report.isKey() && presses.isNew(packet.timestamp(), report)) {
            keys.onKey(report.key());
        }
    }

    /** Says who is told of keys. */
    void keys(KeyListener listener) {
        keys = listener;
    }

    /** Plays from now on. */
    void start() {
        timer.start();
    }

    /** Plays nothing any more, and closes the sink on the media executor. */
    void stop() {
        timer.stop();
        mediaSteps.end();
    }

    /** Plays the frame that is due; on the media executor. How long it lasts. */
    private long play(long nowNanos) {
        queue.drain(intoJitter);
        JitterBuffer.Step step = jitter.step(nowNanos);
        if (step == JitterBuffer.Step.IDLE) {
            return Math.max(1, Math.min(frameNanos, jitter.idleNanos(nowNanos)));
        }
        int longer = give(step);
        long ticks = jitter.stepTicks() + longer;
        count(step, longer, nowNanos);
        discarded.set(jitter.discarded());
        delayNanos.set(jitter.delayNanos(nowNanos));
        return MediaClock.toNanos(Math.max(1, ticks), config.clockRate());
    }

    private void count(JitterBuffer.Step step, int longer, long nowNanos) {
        long ticks = jitter.stepTicks();
        switch (step) {
            case FRAME -> {
                long waited = nowNanos - jitter.packet().arrivalNanos();
                playout.onFrame(ticks, longer, waited, jitter.targetNanos());
                copies.onFrame(copies.isBehindMissing() && carriesCopy(jitter.packet()));
                jitter.waitForCopies(copies.isWorthWaiting());
            }
            case LOST -> {
                playout.onConcealed(ticks);
                copies.onMissing();
            }
            case LOST_BEFORE_PACKET -> countBefore(jitter.packet(), ticks);
            case PAUSE, IDLE -> playout.onPause(ticks);
        }
    }

    /** A copy of what is missing is the peer's sound, and not made up. */
    private void countBefore(MediaPacket next, long ticks) {
        if (carriesCopy(next)) {
            playout.onRecovered(ticks);
        } else {
            playout.onConcealed(ticks);
        }
        copies.onMissing();
    }

    private static boolean carriesCopy(MediaPacket packet) {
        return OpusPacket.carriesCopy(packet.payload(), 0, packet.length());
    }

    /** By how many ticks the sink changed the length of what it was given. */
    private int give(JitterBuffer.Step step) {
        try {
            return giveOrThrow(step);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            // The application's code; the call goes on.
            if (!sinkFailed) {
                sinkFailed = true;
                LOG.warn("The audio sink failed: {}", e.getClass().getName());
            }
            return 0;
        }
    }

    private int giveOrThrow(JitterBuffer.Step step) {
        switch (step) {
            case FRAME -> {
                played.add(1);
                return playFrame(jitter.packet());
            }
            case LOST_BEFORE_PACKET -> {
                concealed.add(1);
                sink.onLostFrame(jitter.packet().payload(), 0, jitter.packet().length());
            }
            case LOST -> {
                concealed.add(1);
                sink.onLostFrame();
            }
            case PAUSE -> sink.onLostFrame();
            case IDLE -> {}
        }
        return 0;
    }

    private int playFrame(MediaPacket packet) {
        int longer =
                sink.onFrame(
                        packet.payload(), 0, packet.length(), jitter.pace(), jitter.wantedTicks());
        if (longer != 0) {
            jitter.onPaceChanged();
        }
        return longer;
    }

    /** The source that is being heard. */
    RemoteSource remote() {
        return remote;
    }

    long received() {
        return received.get();
    }

    long bytes() {
        return bytes.get();
    }

    long headerBytes() {
        return headerBytes.get();
    }

    /** What was played, and what was made up. */
    PlayoutCounters playout() {
        return playout;
    }

    /** Packets that no frame came of. */
    long discarded() {
        return discarded.get() + refused.get();
    }

    long played() {
        return played.get();
    }

    long concealed() {
        return concealed.get();
    }

    long delayNanos() {
        return delayNanos.get();
    }

    /** What runs on the media executor. */
    private final class Playing implements MediaSteps.Listener {
        @Override
        public long onStep(long dueNanos) {
            return play(dueNanos);
        }

        @Override
        public void onEnd() {
            Ending.of("audio sink", sink::close);
        }
    }
}
