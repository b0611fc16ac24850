package io.calling.media;

import io.calling.ice.net.Network;
import io.calling.rtp.Counter;
import io.calling.rtp.MediaClock;
import io.calling.rtp.RtpPacket;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From source to packets: frames are drawn on the media executor into a ring of buffers, and leave
 * on the loop. Nothing is allocated once it exists.
 */
final class AudioSender {
    /** Enough for any Opus frame. */
    static final int MAX_FRAME_BYTES = 1_280;

    private static final Logger LOG = LoggerFactory.getLogger(AudioSender.class);
    private static final int RING = 8;
    private static final int PAYLOAD = AudioStream.ROOM + RtpPacket.HEADER_BYTES;
    private static final int MAX_BEHIND = 5;
    private static final long NEVER = Long.MIN_VALUE;

    private final AudioStreamConfig config;
    private final AudioSource source;
    private final AudioStream.PacketOutput out;
    private final Network network;
    private final int frameTicks;
    private final MediaSteps mediaSteps;
    private final FramePacer pacer;
    private final Keypad keypad;
    private final Runnable flush = this::flush;

    private final byte[][] buffers = new byte[RING][PAYLOAD + MAX_FRAME_BYTES + AudioStream.ROOM];
    private final int[] lengths = new int[RING];
    private final long[] steps = new long[RING];
    private final AtomicInteger written = new AtomicInteger();
    private final AtomicInteger sent = new AtomicInteger();

    private final int firstTimestamp;
    private int sequenceNumber;
    private long lastStep = NEVER;
    private long lastSentNanos;
    private final Counter packets = new Counter();
    private final Counter bytes = new Counter();
    private final Counter headerBytes = new Counter();
    private final Counter soundTicks = new Counter();

    private final RemoteLoss loss = new RemoteLoss();
    private volatile long targetBitsPerSecond = AudioRate.UNLIMITED;

    /** Belongs to the media executor. */
    private long told = AudioRate.UNLIMITED;

    private boolean sourceFailed;
    private volatile boolean muted;
    private volatile boolean stopped;

    AudioSender(
            AudioStreamConfig config,
            AudioSource source,
            AudioStream.PacketOutput out,
            Network network,
            Executor mediaExecutor) {
        this.config = config;
        this.source = source;
        this.out = out;
        this.network = network;
        this.frameTicks = config.frameTicks();
        this.keypad = new Keypad(config.clockRate(), frameTicks);
        this.mediaSteps = new MediaSteps(mediaExecutor, MAX_BEHIND, new Drawing());
        this.pacer = new FramePacer(network, config.frame().toNanos(), mediaSteps::request);
        byte[] random = new byte[6];
        network.randomBytes(random);
        // "The initial value of the sequence number SHOULD be random", and the timestamp's as well
        // (RFC 3550, 5.1). The sequence begins in its lower half: a receiver of SRTP that misses
        // the first packets must not see it wrap among them (RFC 3711, 3.3.1).
        sequenceNumber = (random[0] & 0x7F) << 8 | random[1] & 0xFF;
        firstTimestamp =
                random[2] << 24
                        | (random[3] & 0xFF) << 16
                        | (random[4] & 0xFF) << 8
                        | random[5] & 0xFF;
    }

    /** Draws and sends from now on. */
    void start() {
        pacer.start();
    }

    void mute(boolean mute) {
        muted = mute;
    }

    /** Reports a key that our user pressed, in place of sound. */
    void press(int event) {
        if (config.keysPayloadType().isPresent() && !stopped) {
            keypad.press(event);
        }
    }

    /** What the peer says it lost since its last report, in 256ths. */
    void onRemoteLoss(int fraction) {
        loss.onReport(fraction);
    }

    /** How much the frames may take from now on. */
    void onTargetBitrate(long bitsPerSecond) {
        targetBitsPerSecond = bitsPerSecond;
    }

    /** Draws the frame of {@code step}; on the media executor. */
    private void draw(long step) {
        int at = written.getPlain();
        if (at - sent.getAcquire() == RING) {
            return;
        }
        int slot = at & RING - 1;
        int length = drawInto(buffers[slot]);
        if ((length > 0 || keypad.isBusy()) && length <= MAX_FRAME_BYTES) {
            lengths[slot] = length;
            steps[slot] = step;
            written.setRelease(at + 1);
            network.execute(flush);
        }
    }

    private int drawInto(byte[] buffer) {
        try {
            if (loss.hasChanged()) {
                source.onLoss(loss.percent());
            }
            long target = targetBitsPerSecond;
            if (target != told) {
                told = target;
                source.onTargetBitrate(target);
            }
            return muted ? source.nextSilence(buffer, PAYLOAD) : source.nextFrame(buffer, PAYLOAD);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            // The application's code; the call goes on without its sound.
            if (!sourceFailed) {
                sourceFailed = true;
                LOG.warn("The audio source failed and is silent: {}", e.getClass().getName());
            }
            return 0;
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
        if (stopped) {
            return;
        }
        long step = steps[slot];
        byte[] buffer = buffers[slot];
        int length = lengths[slot];
        if (length > 0) {
            soundTicks.add(frameTicks);
        }
        int report = keypad.report(buffer, PAYLOAD, timestamp(step));
        if (report > 0) {
            length = writeReport(buffer, report, length);
        } else if (lengths[slot] > 0) {
            writeSound(buffer, step);
        } else {
            return;
        }
        sequenceNumber = sequenceNumber + 1 & 0xFFFF;
        lastStep = step;
        lastSentNanos = network.nanoTime();
        packets.add(1);
        int payload = report > 0 ? report : lengths[slot];
        bytes.add(payload);
        headerBytes.add(RtpPacket.HEADER_BYTES + length - payload);
        out.rtp(buffer, AudioStream.ROOM, RtpPacket.HEADER_BYTES + length);
    }

    /**
     * A packet of the size of the frame that it replaces, so that packets of keys do not stand out
     * from packets of speech by their length.
     */
    private int writeReport(byte[] buffer, int report, int length) {
        RtpPacket.writeHeader(
                buffer,
                AudioStream.ROOM,
                keypad.isFirst(),
                config.keysPayloadType().orElseThrow(),
                sequenceNumber,
                keypad.timestamp(),
                config.ssrc().value());
        return RtpPacket.pad(buffer, AudioStream.ROOM, PAYLOAD, report, length);
    }

    private void writeSound(byte[] buffer, long step) {
        // "The first packet of a talkspurt ... SHOULD be distinguished by setting the marker bit"
        // (RFC 3551, 4.1).
        RtpPacket.writeHeader(
                buffer,
                AudioStream.ROOM,
                step != lastStep + 1,
                config.payloadType(),
                sequenceNumber,
                timestamp(step),
                config.ssrc().value());
    }

    private int timestamp(long step) {
        return firstTimestamp + (int) (step * frameTicks);
    }

    /** The media clock's time at {@code nowNanos}, for a sender report; once a packet was sent. */
    int timestampAt(long nowNanos) {
        long since = nowNanos - lastSentNanos;
        return timestamp(lastStep) + (int) MediaClock.toTicks(since, config.clockRate());
    }

    /** Sends nothing any more, and closes the source on the media executor. */
    void stop() {
        stopped = true;
        pacer.stop();
        mediaSteps.end();
    }

    long packets() {
        return packets.get();
    }

    long bytes() {
        return bytes.get();
    }

    /** Headers, and the padding of reports of keys. */
    long headerBytes() {
        return headerBytes.get();
    }

    /** How long the sound was that the source gave, whether it was sent or gave way to a key. */
    long soundNanos() {
        return MediaClock.toNanos(soundTicks.get(), config.clockRate());
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
            Ending.of("audio source", source::close);
        }
    }
}
