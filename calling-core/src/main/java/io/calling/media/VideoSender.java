package io.calling.media;

import io.calling.ice.net.Network;
import io.calling.rtp.Counter;
import io.calling.rtp.payload.FrameAssembler;
import io.calling.rtp.payload.H264Packetizer;
import io.calling.rtp.payload.Packetizer;
import io.calling.rtp.payload.Vp8Packetizer;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a source to packets, as long as it is open: frames are drawn on the media executor into a
 * ring of buffers, and leave on the loop.
 */
final class VideoSender {
    private static final Logger LOG = LoggerFactory.getLogger(VideoSender.class);
    private static final int RING = 4;
    private static final int MAX_BEHIND = 2;

    private final VideoSource source;
    private final VideoFormat format;
    private final VideoOutlet outlet;
    private final Network network;
    private final BooleanSupplier silenced;
    private final Packetizer packetizer;
    private final MediaSteps mediaSteps;
    private final FramePacer pacer;
    private final Runnable flush = this::flush;

    private final byte[][] buffers = new byte[RING][0];
    private final int[] lengths = new int[RING];
    private final long[] steps = new long[RING];
    private final AtomicInteger written = new AtomicInteger();
    private final AtomicInteger sent = new AtomicInteger();

    private volatile long targetBitsPerSecond;

    /** Belongs to the media executor. */
    private long told;

    private final AtomicBoolean keyFrameWanted = new AtomicBoolean(true);
    private final Counter frames;
    private boolean sourceFailed;
    private volatile boolean open;
    private volatile boolean stopped;

    VideoSender(
            VideoSource source,
            long intervalNanos,
            VideoFormat format,
            VideoOutlet outlet,
            Counter frames,
            boolean open,
            Network network,
            Executor mediaExecutor,
            BooleanSupplier silenced) {
        this.silenced = silenced;
        this.open = open;
        this.source = source;
        this.format = format;
        this.outlet = outlet;
        this.frames = frames;
        this.network = network;
        this.packetizer = packetizer(format, outlet.random());
        this.mediaSteps = new MediaSteps(mediaExecutor, MAX_BEHIND, new Drawing());
        this.pacer = new FramePacer(network, intervalNanos, mediaSteps::request);
    }

    private static Packetizer packetizer(VideoFormat format, int random) {
        return switch (format) {
            case VP8 -> new Vp8Packetizer(Packetizer.DEFAULT_MAX_PAYLOAD_BYTES, random);
            case H264 -> new H264Packetizer(Packetizer.DEFAULT_MAX_PAYLOAD_BYTES);
        };
    }

    /** Draws and sends from now on, the first frame at once. */
    void start() {
        pacer.start();
    }

    /** Draws and sends, or does neither. From any thread; holds for what was drawn already. */
    void open(boolean value) {
        if (value && !open) {
            keyFrameWanted.set(true);
        }
        open = value;
    }

    /** Draws and sends nothing any more; from any thread. */
    void silence() {
        stopped = true;
    }

    /** The peer has lost something. */
    void onKeyFrameRequest() {
        keyFrameWanted.set(true);
    }

    /** How much may be sent from now on. */
    void onTargetBitrate(long bitsPerSecond) {
        targetBitsPerSecond = bitsPerSecond;
    }

    /** Whether nothing is drawn and sent just now. */
    boolean isSilent() {
        return !open || stopped || silenced.getAsBoolean();
    }

    /** Draws the frame of {@code step}; on the media executor. */
    private void draw(long step) {
        if (isSilent()) {
            return;
        }
        int at = written.getPlain();
        if (at - sent.getAcquire() == RING) {
            return;
        }
        int slot = at & RING - 1;
        boolean key = keyFrameWanted.getAndSet(false);
        ByteBuffer frame = drawn(key);
        int length = frame == null ? 0 : frame.remaining();
        if (frame == null || length == 0 || length > FrameAssembler.MAX_FRAME_BYTES) {
            if (key || length > 0) {
                keyFrameWanted.set(true);
            }
            return;
        }
        if (buffers[slot].length < length) {
            buffers[slot] = new byte[Math.max(length, 2 * buffers[slot].length)];
        }
        frame.get(buffers[slot], 0, length);
        lengths[slot] = length;
        steps[slot] = step;
        written.setRelease(at + 1);
        network.execute(flush);
    }

    private @Nullable ByteBuffer drawn(boolean key) {
        try {
            long target = targetBitsPerSecond;
            if (target != told) {
                told = target;
                source.onTargetBitrate(target);
            }
            return source.nextFrame(format, key);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            // The application's code; the call goes on without its pictures.
            if (!sourceFailed) {
                sourceFailed = true;
                LOG.warn("The video source failed and shows nothing: {}", e.getClass().getName());
            }
            return null;
        }
    }

    private void flush() {
        int end = written.getAcquire();
        for (int at = sent.getPlain(); at != end; at++) {
            send(at & RING - 1);
            sent.setRelease(at + 1);
        }
    }

    private void send(int slot) {
        if (isSilent()) {
            return;
        }
        frames.add(1);
        outlet.begin(format, pacer.dueNanos(steps[slot]));
        packetizer.packetize(buffers[slot], 0, lengths[slot], outlet);
    }

    /** Sends nothing any more, and closes the source on the media executor. */
    void stop() {
        stopped = true;
        pacer.stop();
        mediaSteps.end();
    }

    /** What runs on the media executor. */
    private final class Drawing implements MediaSteps.Listener {
        @Override
        public long onStep(long step) {
            draw(step);
            return 1;
        }

        @Override
        public void onEnd() {
            Ending.of("video source", source::close);
        }
    }
}
