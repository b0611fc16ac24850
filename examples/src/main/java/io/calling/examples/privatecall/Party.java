package io.calling.examples.privatecall;

import io.calling.CallAgent;
import io.calling.CallSession;
import io.calling.CallTimeline;
import io.calling.EndReason;
import io.calling.IncomingCall;
import io.calling.PeerId;
import io.calling.examples.wire.RecordedSignaling;
import io.calling.examples.wire.Recording;
import io.calling.examples.wire.RecordingNetwork;
import io.calling.examples.wire.Traffic;
import io.calling.ice.net.Network;
import io.calling.ice.turn.RelayProvider;
import io.calling.media.Media;
import io.calling.policy.CallerFacts;
import io.calling.policy.Relation;
import io.calling.signaling.SignalingChannel;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One of the two: an agent, what it says and hears, and a record of all that crosses its sockets.
 * Shares nothing with the other one but the signaling channel.
 */
final class Party implements AutoCloseable {
    private final String name;
    private final Network network;
    private final Recording recording = new Recording();
    private final RecordedSignaling signaling;
    private final CallAgent agent;
    private final CompletableFuture<CallSession> session = new CompletableFuture<>();
    private volatile long placedNanos;

    /**
     * A party with a call agent, not in a call yet.
     *
     * @param name as told in the story
     * @param network a network of its own, closed with it
     */
    Party(String name, Network network, SignalingChannel channel, RelayProvider relays) {
        this.name = name;
        this.network = new RecordingNetwork(network, recording);
        this.signaling = new RecordedSignaling(channel, network);
        this.agent =
                CallAgent.builder()
                        .network(this.network)
                        .signaling(signaling)
                        .relays(relays)
                        .facts(caller -> CallerFacts.of(caller, Relation.CONTACT))
                        .build();
    }

    /** Accepts the first call that rings. */
    void acceptNext(Media media) {
        agent.onIncoming(call -> accept(call, media));
    }

    private void accept(IncomingCall call, Media media) {
        if (session.isDone()) {
            call.decline();
        } else {
            session.complete(call.accept(media));
        }
    }

    void place(PeerId callee, Media media) {
        placedNanos = network.nanoTime();
        session.complete(agent.place(callee, media));
    }

    String name() {
        return name;
    }

    /** The call, once there is one. */
    Optional<CallSession> session() {
        return Optional.ofNullable(session.getNow(null));
    }

    /** Completes when there was a call and it has ended. */
    CompletableFuture<EndReason> ended() {
        return session.thenCompose(CallSession::ended);
    }

    /** When, by the clock that all parties of a process share, a step of the call happened. */
    long nanosOf(CallTimeline.Step step) {
        return beganNanos() + step.sinceBeginning().toNanos();
    }

    /** When the call was placed, or the invite arrived. */
    long beganNanos() {
        return placedNanos != 0 ? placedNanos : signaling.firstNanos().orElse(0);
    }

    Recording recording() {
        return recording;
    }

    Traffic traffic() {
        return new Traffic(
                recording, signaling.received(), network.localAddresses(), HostNames.own());
    }

    /** Ends the call if it is not over, and releases everything. */
    @Override
    public void close() {
        agent.close();
        network.close();
    }
}
