package io.calling.rtp.congestion;

import io.calling.rtp.TransportFeedback;
import java.util.concurrent.TimeUnit;

/**
 * How many bits per second may leave over one transport, all its tracks together. Told of each
 * packet that leaves and of each feedback about them; see the package for what it makes of them.
 *
 * <p>Peers without transport-wide feedback are served by what they do tell: their estimate (REMB)
 * is an upper bound, and the losses in their reports do the rest.
 *
 * <p>Belongs to one thread, the loop; allocates nothing once it exists.
 */
public final class BandwidthEstimator {
    private static final long UNBOUNDED = Long.MAX_VALUE;

    /** "The pacing factor is 2.5": a frame leaves within two fifths of its time. */
    private static final double PACING_FACTOR = 2.5;

    /** While a queue is worked off, what waits here must not make another. */
    private static final double DRAINING_FACTOR = 1.2;

    private static final long FIRST_ROUND_TRIP_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long LEAST_SILENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long FALL_BACK_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final double GROWTH_PER_SECOND = 0.08;
    private static final double USED = 0.7;
    private static final double HIGH_LOSS = 0.2;

    private final BandwidthConfig config;
    private final SentPackets sent = new SentPackets();
    private final DeliveryRate delivery = new DeliveryRate();
    private final DelayBasedEstimator delay;
    private final LossBasedEstimator loss;
    private final Probing probing;
    private final ProbeResults probeResults = new ProbeResults();
    private final FirstArrivals first = new FirstArrivals();
    private final ArrivalClock arrivalClock = new ArrivalClock();
    private final TransportFeedback reader = new TransportFeedback(new Arrivals());

    private long receiverLimit = UNBOUNDED;
    private long roundTripNanos = FIRST_ROUND_TRIP_NANOS;
    private boolean answered;
    private boolean unanswered;
    private long answeredNanos;
    private long feedbackNanos;

    private long nowNanos;
    private int feedbackPackets;
    private int feedbackLost;
    private long feedbackBytes;
    private long newestSentNanos;
    private long previousNewestNanos;
    private boolean newestKnown;
    private boolean anyNews;
    private long probed;

    /** Nothing was sent yet; the target is the first one of {@code config}. */
    public BandwidthEstimator(BandwidthConfig config, long nowNanos) {
        this.config = config;
        this.delay = new DelayBasedEstimator(config, nowNanos);
        this.loss = new LossBasedEstimator(config);
        this.probing = new Probing(config);
    }

    /**
     * Allows probes from the next packet on: media of a variable rate is sent, so that there is
     * something to learn the width of the path for.
     */
    public void beginProbing(long now) {
        probing.begin(now);
    }

    /**
     * A packet left.
     *
     * @param transportSequence its transport-wide sequence number; they follow each other
     * @param bytes of the packet with its header
     */
    public void onPacketSent(int transportSequence, int bytes, long now) {
        sent.add(transportSequence, bytes, probing.active(), now);
        probing.onSent(bytes);
        // With the packet that comes next, since this one came at the pace of media.
        if (answered && !probing.isActive() && probing.start()) {
            probeResults.expect(probing.active(), Probing.LEAST_PACKETS, probing.leastBytes());
        }
        if (!unanswered) {
            unanswered = true;
            answeredNanos = now;
        }
        backOffWithoutFeedback(now);
    }

    /** A path that carries no answer may carry nothing at all: half the rate each second. */
    private void backOffWithoutFeedback(long now) {
        long silence = Math.max(LEAST_SILENCE_NANOS, 3 * roundTripNanos);
        if (answered && now - answeredNanos > silence) {
            answeredNanos = now;
            probing.stop();
            delay.set(delay.controlledBitsPerSecond() / 2, now);
        }
    }

    /**
     * Takes transport-wide feedback, as {@link io.calling.rtp.RtcpHandler#onTransportFeedback} gets
     * it.
     *
     * @return whether it is well formed; where not, nothing changed
     */
    public boolean onTransportFeedback(byte[] buffer, int offset, int length, long now) {
        nowNanos = now;
        feedbackPackets = 0;
        feedbackLost = 0;
        feedbackBytes = 0;
        anyNews = false;
        probed = ProbeResults.NONE;
        if (!reader.read(buffer, offset, length)) {
            return false;
        }
        if (anyNews) {
            answered = true;
            unanswered = false;
            answeredNanos = now;
            feedbackNanos = now;
            conclude();
        }
        return true;
    }

    private void conclude() {
        updateRoundTrip();
        long bottleneck = first.bottleneckBitsPerSecond();
        if (bottleneck != FirstArrivals.UNKNOWN) {
            delivery.assume(bottleneck);
            delay.onBottleneck(bottleneck, nowNanos);
            probing.stop();
        }
        long delivered = delivery.bitsPerSecond();
        if (probed != ProbeResults.NONE) {
            onProbed(probed);
        } else {
            delay.onFeedback(delivered, delivery.latestBitsPerSecond(), roundTripNanos, nowNanos);
        }
        loss.onPackets(
                feedbackPackets,
                feedbackLost,
                feedbackBytes,
                newestSentNanos - previousNewestNanos,
                delivered,
                ceiling(),
                nowNanos);
        previousNewestNanos = newestSentNanos;
        guideProbes();
    }

    private void updateRoundTrip() {
        long sample = nowNanos - newestSentNanos;
        if (sample > 0) {
            roundTripNanos += (sample - roundTripNanos) / 8;
        }
    }

    private void onProbed(long bitsPerSecond) {
        if (bitsPerSecond > delay.controlledBitsPerSecond()) {
            delay.onProbe(bitsPerSecond, nowNanos);
            delivery.expectChange();
        }
        probing.onResult(bitsPerSecond, roundTripNanos, nowNanos);
    }

    private void guideProbes() {
        if (delay.usage() == Usage.OVER || loss.averageLossShare() > HIGH_LOSS) {
            probing.stop();
        } else if (delay.isSearching() && isUsed()) {
            probing.onSearch(targetBitsPerSecond(), nowNanos);
        }
    }

    /** Whether what may be sent is sent, by and large: else nobody needs to know of more. */
    private boolean isUsed() {
        return delivery.bitsPerSecond() > USED * targetBitsPerSecond();
    }

    /** The peer's estimate of what it can receive (REMB); an upper bound until the next one. */
    public void onReceiverEstimate(long bitsPerSecond) {
        receiverLimit = config.clamp(bitsPerSecond);
    }

    /**
     * What the peer reported of its losses (RFC 3550, 6.4). Of use only where it gives no
     * transport-wide feedback, which tells more; else nothing happens. Where that has stayed away
     * for three seconds while reports come, the path carries both ways and the peer gives feedback
     * no longer: the reports take its place.
     *
     * @param packets sent since its previous report
     * @param lost of them
     * @param bytes in them
     * @param durationNanos since its previous report
     */
    public void onReport(int packets, int lost, long bytes, long durationNanos, long now) {
        if (answered && now - feedbackNanos > FALL_BACK_NANOS) {
            onFeedbackEnded();
        }
        if (answered || packets <= 0 || durationNanos <= 0) {
            return;
        }
        long sending = (long) (bytes * 8e9 / durationNanos);
        long delivered = sending * Math.max(0, packets - lost) / packets;
        double seconds = Math.min(durationNanos / 1e9, 5);
        long raised = (long) (delay.controlledBitsPerSecond() * (1 + GROWTH_PER_SECOND * seconds));
        long limit = Math.max(delay.controlledBitsPerSecond(), sending + sending / 2);
        delay.set(Math.min(raised, Math.min(limit, receiverLimit)), now);
        loss.onPackets(packets, lost, bytes, durationNanos, delivered, ceiling(), now);
        delay.set(Math.min(delay.controlledBitsPerSecond(), 2 * targetBitsPerSecond()), now);
    }

    /**
     * The peer gives no transport-wide feedback from now on, as where it was negotiated away: the
     * target goes on from where it is by what else the peer tells, until there is feedback again.
     */
    public void onFeedbackEnded() {
        answered = false;
        unanswered = false;
        probing.stop();
        delay.restart();
        delivery.restart();
    }

    /** The path is another one, as after an ICE restart: the rate stays, what it rests on goes. */
    public void onPathChanged() {
        delay.restart();
        loss.restart();
        delivery.restart();
        first.restart();
        probing.stop();
        receiverLimit = UNBOUNDED;
    }

    private long ceiling() {
        return config.clamp(Math.min(delay.bitsPerSecond(), receiverLimit));
    }

    /** Bits per second that may leave, with RTP headers and all tracks together. */
    public long targetBitsPerSecond() {
        return Math.min(ceiling(), loss.bitsPerSecond());
    }

    /** Bits per second at which packets that wait may leave; more while a probe runs. */
    public long pacingBitsPerSecond() {
        double factor = delay.isDraining() ? DRAINING_FACTOR : PACING_FACTOR;
        long media = (long) (factor * targetBitsPerSecond());
        return probing.isActive() ? Math.max(media, probing.activeBitsPerSecond()) : media;
    }

    /** Whether padding should leave now where no media waits, so that a probe goes on. */
    public boolean wantsPadding() {
        return probing.isActive();
    }

    /** How large one packet of such padding should be, with its header. */
    public int paddingBytes() {
        return probing.paddingBytes();
    }

    /** How long packets wait at the bottleneck, as far as feedback shows; 0 at best. */
    public long queueNanos() {
        return delay.queueNanos();
    }

    /** Bits per second that arrive, by the peer's feedback; -1 before there was enough. */
    public long deliveredBitsPerSecond() {
        return delivery.bitsPerSecond();
    }

    /** Share of the packets lost lately, 0 to 1. */
    public double lossShare() {
        return loss.averageLossShare();
    }

    /** From feedback, smoothed; 200 ms before there was one. */
    public long roundTripNanos() {
        return roundTripNanos;
    }

    /** Whether the peer gives transport-wide feedback. */
    public boolean hasFeedback() {
        return answered;
    }

    /** What feedback says, packet by packet. */
    private final class Arrivals implements TransportFeedback.Listener {
        @Override
        public void onArrived(int sequence, long arrivalMicros) {
            long arrivalNanos = arrivalClock.nanos(arrivalMicros);
            long extended = sent.find(sequence);
            if (extended == SentPackets.NONE) {
                return;
            }
            boolean countedAsLost = sent.wasMissed(extended);
            if (!sent.arrived(extended)) {
                return;
            }
            count(extended, countedAsLost);
            long sentNanos = sent.sentNanos(extended);
            int bytes = sent.bytes(extended);
            delivery.onPacket(arrivalNanos, bytes);
            first.onPacket(sentNanos, arrivalNanos, bytes);
            delay.onPacket(sentNanos, arrivalNanos, nowNanos);
            if (sent.probe(extended) != Probing.NOTHING) {
                int probe = sent.probe(extended);
                long result = probeResults.onPacket(probe, sentNanos, arrivalNanos, bytes);
                probed = result == ProbeResults.NONE ? probed : result;
            }
        }

        private void count(long extended, boolean countedAsLost) {
            anyNews = true;
            if (countedAsLost) {
                feedbackLost--;
                return;
            }
            feedbackPackets++;
            feedbackBytes += sent.bytes(extended);
            noteSent(sent.sentNanos(extended));
        }

        private void noteSent(long sentNanos) {
            if (!newestKnown) {
                newestKnown = true;
                newestSentNanos = sentNanos;
                previousNewestNanos = sentNanos;
            }
            if (sentNanos - newestSentNanos > 0) {
                newestSentNanos = sentNanos;
            }
        }

        /** Of a run no more is looked at than is kept of what was sent. */
        @Override
        public void onMissing(int first, int count) {
            int end = sent.before(first, count);
            for (int i = sent.tooOld(first, count); i < end; i++) {
                onMissing(first + i & 0xFFFF);
            }
        }

        @Override
        public void onMissing(int sequence) {
            long extended = sent.find(sequence);
            if (extended != SentPackets.NONE && sent.missed(extended)) {
                feedbackPackets++;
                feedbackLost++;
                feedbackBytes += sent.bytes(extended);
                noteSent(sent.sentNanos(extended));
            }
        }
    }
}
