package io.calling.media;

import io.calling.rtp.Counter;
import io.calling.rtp.JitterBuffer;
import io.calling.rtp.JitterBufferConfig;
import io.calling.rtp.MediaPacket;
import io.calling.rtp.OpusPacket;
import io.calling.rtp.PacketQueue;
import io.calling.rtp.RtpPacket;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From packets to sink: packets are checked and queued on the loop, ordered and played on the media
 * executor, at the pace of the steps whatever the length of the frames.
 */
final class AudioReceiver {
    private static final Logger LOG = LoggerFactory.getLogger(AudioReceiver.class);

    private final AudioStreamConfig config;
    private final AudioSink sink;
    private final RemoteSource remote;
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

    /** Audio that the sink has beyond what the steps so far need, in ticks. */
    private long aheadTicks;

    private boolean sinkFailed;

    AudioReceiver(AudioStreamConfig config, AudioSink sink) {
        this.config = config;
        this.sink = sink;
        this.remote = new RemoteSource(config);
        this.jitter =
                new JitterBuffer(
                        JitterBufferConfig.speech(config.clockRate(), config.frame()),
                        OpusPacket::ticks);
        this.intoJitter = jitter::insert;
    }

    /** Takes a decrypted packet; on the loop. */
    void onRtp(byte[] buffer, int offset, int length, long nowNanos) {
        boolean taken =
                packet.wrap(buffer, offset, length)
                        && packet.payloadType() == config.payloadType()
                        && remote.accept(packet, nowNanos);
        if (!taken) {
            refused.add(1);
            return;
        }
        received.add(1);
        bytes.add(packet.payloadLength());
        if (packet.payloadLength() > 0 && !queue.offer(packet, nowNanos)) {
            refused.add(1);
        }
    }

    /** Plays one step's length of audio; on the media executor. */
    void play(long nowNanos) {
        queue.drain(intoJitter);
        aheadTicks -= config.frameTicks();
        while (aheadTicks < 0) {
            aheadTicks += playFrame(nowNanos);
        }
        discarded.set(jitter.discarded());
        delayNanos.set(jitter.delayNanos(nowNanos));
    }

    private long playFrame(long nowNanos) {
        JitterBuffer.Step step = jitter.step(nowNanos);
        if (step == JitterBuffer.Step.IDLE) {
            return config.frameTicks();
        }
        try {
            give(step);
        } catch (RuntimeException e) {
            // The application's code; the call goes on.
            if (!sinkFailed) {
                sinkFailed = true;
                LOG.warn("The audio sink failed: {}", e.getClass().getName());
            }
        }
        return jitter.stepTicks();
    }

    private void give(JitterBuffer.Step step) {
        switch (step) {
            case FRAME -> {
                played.add(1);
                sink.onFrame(jitter.packet().payload(), 0, jitter.packet().length());
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
}
