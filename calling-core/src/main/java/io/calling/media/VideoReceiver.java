package io.calling.media;

import io.calling.ice.net.Network;
import io.calling.rtp.Counter;
import io.calling.rtp.payload.FrameAssembler;
import io.calling.rtp.payload.H264Depacketizer;
import io.calling.rtp.payload.Vp8Depacketizer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From packets to a sink, as long as it is open: packets become frames on the loop, and frames wait
 * in a ring for the media executor. Nothing is given that a decoder could not use.
 */
final class VideoReceiver {
    private static final Logger LOG = LoggerFactory.getLogger(VideoReceiver.class);

    /**
     * A packet that comes late completes all that waited for it: half a second of frames, twice.
     */
    private static final int RING = 64;

    /** What the peer can make us keep: a ring full of ordinary frames, or a few of the largest. */
    private static final int MAX_KEPT_BYTES = 4 << 20;

    private static final byte[] NONE = {};

    private final VideoSink sink;
    private final List<VideoFormat> formats;
    private final BundledTrack track;
    private final Network network;
    private final BooleanSupplier silenced;
    private final MediaSteps mediaSteps;

    private final byte[][] buffers = new byte[RING][];
    private int keptBytes;
    private final int[] lengths = new int[RING];
    private final int[] timestamps = new int[RING];
    private final boolean[] keyFrames = new boolean[RING];
    private final VideoFormat[] kinds = new VideoFormat[RING];
    private long frames;

    private @Nullable FrameAssembler assembler;
    private @Nullable VideoFormat current;
    private boolean skipsToKeyFrame;
    private final Counter received;
    private final ShownFrames shown;
    private final Counter leftOut;
    private volatile boolean open;
    private volatile boolean stopped;

    /** These belong to the media executor. */
    private boolean undecodable;

    private boolean sinkFailed;

    VideoReceiver(
            VideoSink sink,
            List<VideoFormat> formats,
            BundledTrack track,
            Counter received,
            ShownFrames shown,
            Counter leftOut,
            boolean open,
            Network network,
            Executor mediaExecutor,
            BooleanSupplier silenced) {
        this.silenced = silenced;
        this.open = open;
        this.sink = sink;
        this.formats = List.copyOf(formats);
        this.track = track;
        this.received = received;
        this.shown = shown;
        this.leftOut = leftOut;
        this.network = network;
        this.mediaSteps = new MediaSteps(mediaExecutor, RING, new Showing());
        Arrays.fill(buffers, NONE);
        shown.interrupt(); // there was no video before it
    }

    /** Shows what comes, or does not. From any thread; holds for what has come already. */
    void open(boolean value) {
        if (!value) {
            shown.interrupt();
        }
        open = value;
    }

    /** Shows nothing any more; from any thread. */
    void silence() {
        stopped = true;
    }

    private boolean isSilent() {
        return !open || stopped || silenced.getAsBoolean();
    }

    /** Takes a packet; on the loop. */
    void onPacket(
            int payloadType,
            boolean marker,
            int sequence,
            int timestamp,
            byte[] buffer,
            int offset,
            int length) {
        VideoFormat format = VideoStream.format(payloadType);
        if (isSilent()) {
            assembler = null; // what follows the pause begins with a key frame
        } else if (format != null && formats.contains(format)) {
            long now = network.nanoTime();
            FrameAssembler into = assembler(format);
            into.insert(sequence, timestamp, marker, buffer, offset, length, now);
            takeFrames(into, format, now);
        }
    }

    private FrameAssembler assembler(VideoFormat format) {
        FrameAssembler known = assembler;
        if (known == null || current != format) {
            known =
                    new FrameAssembler(
                            switch (format) {
                                case VP8 -> new Vp8Depacketizer();
                                case H264 -> new H264Depacketizer();
                            });
            assembler = known;
            current = format;
        }
        return known;
    }

    private void takeFrames(FrameAssembler from, VideoFormat format, long now) {
        while (from.next(now)) {
            received.add(1);
            if (skipsToKeyFrame && !from.isKeyFrame()) {
                leftOut.add(1);
            } else {
                take(from, format);
            }
        }
        if (from.needsKeyFrame() || skipsToKeyFrame) {
            track.requestKeyFrame();
        }
    }

    private void take(FrameAssembler from, VideoFormat format) {
        if (from.isKeyFrame()) {
            track.keyFrameCame();
        }
        int length = from.length();
        int slot = (int) (frames & RING - 1);
        skipsToKeyFrame = frames - mediaSteps.next() >= RING || !hasRoom(slot, length);
        if (skipsToKeyFrame) {
            leftOut.add(1);
            return;
        }
        System.arraycopy(from.frame(), 0, buffers[slot], 0, length);
        lengths[slot] = length;
        timestamps[slot] = from.timestamp();
        keyFrames[slot] = from.isKeyFrame();
        kinds[slot] = format;
        mediaSteps.request(frames++);
    }

    /** Whether the free slot holds so many bytes; it is made to where all together may. */
    private boolean hasRoom(int slot, int length) {
        int has = buffers[slot].length;
        if (has >= length) {
            return true;
        }
        int grown = Math.max(length, Math.min(2 * has, FrameAssembler.MAX_FRAME_BYTES));
        if (keptBytes - has + grown > MAX_KEPT_BYTES) {
            releaseFree();
            grown = length;
        }
        if (keptBytes - buffers[slot].length + grown > MAX_KEPT_BYTES) {
            return false;
        }
        keptBytes += grown - buffers[slot].length;
        buffers[slot] = new byte[grown];
        return true;
    }

    /** Lets go of the buffers in which no frame waits or is being shown. */
    private void releaseFree() {
        long end = mediaSteps.next() + RING;
        for (long free = frames; free != end; free++) {
            int slot = (int) (free & RING - 1);
            keptBytes -= buffers[slot].length;
            buffers[slot] = NONE;
        }
    }

    private void onUndecodable() {
        skipsToKeyFrame = true;
        if (!isSilent()) {
            track.requestKeyFrame(); // else the first packet after the pause asks for one
        }
    }

    /** Shows the frame in the slot; on the media executor. */
    private void show(int slot) {
        boolean silent = isSilent();
        if (silent || undecodable && !keyFrames[slot]) {
            leftOut.add(1);
            if (silent && (keyFrames[slot] || !undecodable)) {
                undecodable = true; // however short the pause: those that follow need this one
                network.execute(this::onUndecodable);
            }
            return;
        }
        undecodable = !give(slot);
        if (undecodable) {
            network.execute(this::onUndecodable);
        } else {
            shown.onShown(keyFrames[slot], network.nanoTime());
        }
    }

    private boolean give(int slot) {
        try {
            return sink.onFrame(
                    kinds[slot],
                    buffers[slot],
                    0,
                    lengths[slot],
                    timestamps[slot],
                    keyFrames[slot]);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            // The application's code; the call goes on.
            if (!sinkFailed) {
                sinkFailed = true;
                LOG.warn("The video sink failed: {}", e.getClass().getName());
            }
            return false;
        }
    }

    /** Shows nothing any more, and closes the sink on the media executor. */
    void stop() {
        stopped = true;
        mediaSteps.end();
    }

    /** What runs on the media executor. */
    private final class Showing implements MediaSteps.Listener {
        @Override
        public long onStep(long frame) {
            show((int) (frame & RING - 1));
            return 1;
        }

        @Override
        public void onEnd() {
            Ending.of("video sink", sink::close);
        }
    }
}
