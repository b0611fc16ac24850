package io.calling.examples.privatecall;

import io.calling.CallAgent;
import io.calling.CallSession;
import io.calling.IncomingCall;
import io.calling.Milestone;
import io.calling.PeerId;
import io.calling.audio.OpusSink;
import io.calling.audio.OpusSource;
import io.calling.audio.PcmClip;
import io.calling.examples.wire.RecordedSignaling;
import io.calling.examples.wire.Recording;
import io.calling.examples.wire.Traffic;
import io.calling.ice.net.Network;
import io.calling.ice.turn.RelayProvider;
import io.calling.media.Media;
import io.calling.policy.CallerFacts;
import io.calling.policy.Relation;
import io.calling.signaling.SignalingChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One of the two: an agent, what it says and hears, and a record of all that crosses its sockets.
 * Shares nothing with the other one but the signaling channel.
 */
final class Party implements AutoCloseable {
    private final Part part;
    private final Network network;
    private final Recording recording;
    private final RecordedSignaling signaling;
    private final CallAgent agent;
    private final HeardTrack heard = new HeardTrack();
    private final Measurements measurements = new Measurements();
    private final AtomicReference<@Nullable CallSession> session = new AtomicReference<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final long openedNanos;
    private volatile boolean caller;

    /**
     * A party with a call agent, not in a call yet.
     *
     * @param network a network of its own, which {@code recording} records
     */
    Party(
            Part part,
            Network network,
            Recording recording,
            SignalingChannel channel,
            RelayProvider relays) {
        this.part = part;
        this.network = network;
        this.recording = recording;
        this.signaling = new RecordedSignaling(channel);
        this.openedNanos = network.nanoTime();
        this.agent =
                CallAgent.builder()
                        .network(network)
                        .signaling(signaling)
                        .relays(relays)
                        .facts(caller -> CallerFacts.of(caller, Relation.CONTACT))
                        .build();
    }

    /** Accepts the first call that rings. */
    void acceptNext() {
        agent.onIncoming(this::accept);
    }

    private void accept(IncomingCall call) {
        if (session.get() != null) {
            call.decline();
        } else {
            follow(call.accept(media()));
        }
    }

    void place(PeerId callee) {
        caller = true;
        follow(agent.place(callee, media()));
    }

    private void follow(CallSession call) {
        session.set(call);
        call.ended().thenRun(over::countDown);
    }

    private Media media() {
        return Media.audio(new OpusSource(PcmClip.once(part.says().sound())), new OpusSink(heard));
    }

    void hangUp() {
        session().ifPresent(CallSession::hangUp);
    }

    boolean isCaller() {
        return caller;
    }

    String name() {
        return part.name();
    }

    Part part() {
        return part;
    }

    HeardTrack heard() {
        return heard;
    }

    /** Seconds since this party came up. */
    double seconds() {
        return (network.nanoTime() - openedNanos) / 1e9;
    }

    /** Seconds since the call was encrypted; 0 before. */
    double secondsSinceSecured() {
        return session()
                .map(CallSession::timeline)
                .flatMap(timeline -> timeline.at(Milestone.SECURED).map(timeline.began()::plus))
                .map(secured -> Duration.between(secured, network.now()).toMillis() / 1e3)
                .orElse(0.0);
    }

    /** The call, once there is one. */
    Optional<CallSession> session() {
        return Optional.ofNullable(session.get());
    }

    /** Waits until there was a call and it has ended. */
    boolean awaitEnd(long millis) throws InterruptedException {
        return over.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Asks the call for its statistics, from time to time. */
    void measure() {
        session().ifPresent(measurements::take);
    }

    Measurements measurements() {
        return measurements;
    }

    Recording recording() {
        return recording;
    }

    Traffic traffic() {
        return new Traffic(
                recording, signaling.received(), network.localAddresses(), HostNames.own());
    }

    /** Ends the call if it is not over, and releases all but the network. */
    @Override
    public void close() {
        agent.close();
    }
}
