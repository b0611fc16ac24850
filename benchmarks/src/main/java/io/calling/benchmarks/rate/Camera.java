package io.calling.benchmarks.rate;

import io.calling.ice.net.Network;
import io.calling.media.RtpTrack;
import io.calling.rtp.payload.Packetizer;
import io.calling.rtp.payload.Vp8Packetizer;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An encoder that does as it is told, give or take a fifth, 30 times a second: a grey picture of 64
 * by 64 in VP8, and behind it as many bytes as the frame is to have, which no decoder reads. On the
 * network's loop.
 */
final class Camera implements RtpTrack.Listener {
    /** By libvpx; what follows belongs to the last partition, of which only the start is read. */
    private static final byte[] KEY =
            HexFormat.of()
                    .parseHex(
                            "5003009d012a40004000390500011c240c2c2c44cc244010000030cdb7c864acb923fc0000");

    /** The same picture again. */
    private static final byte[] DELTA =
            HexFormat.of()
                    .parseHex("710300e34bd80467af104f4fb10a2fde3f801fc061bfd03000155aaaad0000");

    private static final int FRAMES_PER_SECOND = 30;
    private static final long FRAME_NANOS = TimeUnit.SECONDS.toNanos(1) / FRAMES_PER_SECOND;
    private static final int FRAME_TICKS = 90_000 / FRAMES_PER_SECOND;
    private static final int MOST_BYTES = 40_000;
    private static final double HEADERS = 0.02;
    private static final double NOISE = 0.2;

    private final RtpTrack track;
    private final Network network;
    private final int payloadType;
    private final Packetizer packetizer =
            new Vp8Packetizer(Packetizer.DEFAULT_MAX_PAYLOAD_BYTES, 1);
    private final SplittableRandom random;
    private final byte[] frame = new byte[MOST_BYTES];
    private long targetBitsPerSecond = 300_000;
    private boolean keyFrameWanted = true;
    private long beganNanos;
    private long frames;
    private int sequence = 1;
    private Network.@Nullable Timer timer;
    private boolean closed;

    /**
     * @param seed of the sizes of frames
     */
    Camera(RtpTrack track, Network network, long seed) {
        this.track = track;
        this.network = network;
        this.random = new SplittableRandom(seed);
        this.payloadType =
                track.config().formats().stream()
                        .filter(format -> format.encoding().equalsIgnoreCase("VP8"))
                        .mapToInt(format -> format.payloadType())
                        .findFirst()
                        .orElseThrow();
        random.nextBytes(frame);
    }

    void start() {
        track.onPackets(this);
        beganNanos = network.nanoTime();
        film();
    }

    private void film() {
        if (closed) {
            return;
        }
        byte[] picture = keyFrameWanted ? KEY : DELTA;
        keyFrameWanted = false;
        double bytes = targetBitsPerSecond * (1 - HEADERS) / Byte.SIZE / FRAMES_PER_SECOND;
        bytes *= 1 - NOISE + 2 * NOISE * random.nextDouble();
        int length = (int) Math.max(picture.length, Math.min(MOST_BYTES, bytes));
        System.arraycopy(picture, 0, frame, 0, picture.length);
        packetizer.packetize(frame, 0, length, this::send);
        frames++;
        long due = beganNanos + frames * FRAME_NANOS;
        timer = network.schedule(Math.max(0, due - network.nanoTime()), this::film);
    }

    private void send(byte[] buffer, int offset, int length, boolean last) {
        int timestamp = (int) (frames * FRAME_TICKS);
        track.send(payloadType, last, sequence, timestamp, buffer, offset, length);
        sequence = sequence + 1 & 0xFFFF;
    }

    @Override
    public void onPacket(
            int type, boolean marker, int number, int time, byte[] buffer, int offset, int length) {
        // The other side only watches.
    }

    @Override
    public void onKeyFrameRequest() {
        keyFrameWanted = true;
    }

    @Override
    public void onTargetBitrate(long bitsPerSecond) {
        targetBitsPerSecond = bitsPerSecond;
    }

    void stop() {
        closed = true;
        if (timer != null) {
            timer.cancel();
        }
    }
}
