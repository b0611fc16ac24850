package io.calling.benchmarks.echo;

import io.calling.CallAgent;
import io.calling.CallSession;
import io.calling.CallState;
import io.calling.PeerId;
import io.calling.Privacy;
import io.calling.ice.net.Network;
import io.calling.ice.turn.RelayProvider;
import io.calling.ice.turn.RelayServer;
import io.calling.policy.CallLimits;
import io.calling.policy.CallerFacts;
import io.calling.policy.Relation;
import io.calling.signaling.SignalingChannel;
import io.calling.srtp.SrtpProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Two agents in one process: one speaks in all calls, under a name of its own in each, and the
 * other echoes. Packets go directly over the machine's own addresses, since a relay on the same
 * processors would take more of them than all calls do; one is there, as agents want it.
 */
final class Crowd implements AutoCloseable {
    /** An agent looks at no more than 64 that nobody has answered. */
    private static final int AT_ONCE = 25;

    private static final long CONNECT_SECONDS = 60;

    private final Counts counts;
    private final Channel toEcho = new Channel("caller");
    private final Channel toSpeaker = new Channel("echo");
    private final CallAgent echo;
    private final CallAgent speaker;
    private final List<CallSession> calls = new ArrayList<>();

    /**
     * Nobody calls yet.
     *
     * @param speakers the loop of the one agent
     * @param echoes the loop of the other
     */
    Crowd(Counts counts, Network speakers, Network echoes, RelayServer relay) {
        this.counts = counts;
        toEcho.other = toSpeaker;
        toSpeaker.other = toEcho;
        speaker = agent(toEcho, speakers, relay);
        echo = agent(toSpeaker, echoes, relay);
        echo.onIncoming(call -> call.accept(new Echo(counts).media()));
    }

    private static CallAgent agent(SignalingChannel channel, Network network, RelayServer relay) {
        return CallAgent.builder()
                .network(network)
                .signaling(channel)
                .relays(RelayProvider.of(relay))
                .privacy(Privacy.DIRECT)
                .limits(CallLimits.NONE)
                .facts(caller -> CallerFacts.of(caller, Relation.CONTACT))
                .build();
    }

    void call(int count) throws InterruptedException, TimeoutException {
        while (calls.size() < count) {
            int batch = Math.min(AT_ONCE, count - calls.size());
            CountDownLatch active = new CountDownLatch(batch);
            for (int i = 0; i < batch; i++) {
                PeerId callee = PeerId.of("echo-" + calls.size());
                CallSession call = speaker.place(callee, new Speaker(counts).media());
                call.onState(state -> count(state, active));
                calls.add(call);
            }
            if (!active.await(CONNECT_SECONDS, TimeUnit.SECONDS)) {
                throw new TimeoutException(calls.get(calls.size() - 1).state().toString());
            }
        }
    }

    private static void count(CallState state, CountDownLatch active) {
        if (state instanceof CallState.Active) {
            active.countDown();
        }
    }

    /** Calls that go on. */
    long alive() {
        return calls.stream().filter(call -> call.state() instanceof CallState.Active).count();
    }

    /** How media is protected, in all of them. */
    SrtpProfile profile() {
        return calls.get(0).security().orElseThrow().srtpProfile();
    }

    /** Packets that all calls' speakers sent and received so far. */
    long packets() {
        return calls.stream()
                .map(call -> call.statistics().audio())
                .mapToLong(audio -> audio.packetsSent() + audio.packetsReceived())
                .sum();
    }

    @Override
    public void close() {
        speaker.close();
        echo.close();
    }

    /** Carries texts at once: to {@code echo-7} from {@code caller-7}, and back. */
    private static final class Channel implements SignalingChannel {
        private final String name;
        private volatile @Nullable Channel other;
        private volatile @Nullable Handler handler;

        Channel(String name) {
            this.name = name;
        }

        @Override
        public void send(PeerId to, String message) {
            Channel channel = other;
            Handler there = channel == null ? null : channel.handler;
            if (there != null) {
                String number = to.value().substring(to.value().indexOf('-'));
                there.onMessage(PeerId.of(name + number), message);
            }
        }

        @Override
        public void onMessage(Handler value) {
            handler = value;
        }
    }
}
