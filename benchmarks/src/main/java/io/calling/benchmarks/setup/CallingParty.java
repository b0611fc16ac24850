package io.calling.benchmarks.setup;

import io.calling.CallAgent;
import io.calling.CallSession;
import io.calling.CallTimeline;
import io.calling.IncomingCall;
import io.calling.PeerId;
import io.calling.audio.OpusSink;
import io.calling.audio.OpusSource;
import io.calling.audio.PcmSink;
import io.calling.audio.PcmSource;
import io.calling.benchmarks.hosts.Wire;
import io.calling.ice.turn.RelayProvider;
import io.calling.ice.turn.RelayServer;
import io.calling.media.Media;
import io.calling.policy.CallLimits;
import io.calling.policy.CallerFacts;
import io.calling.policy.Relation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A program with one {@link CallAgent} that does what the director says: the same lines as
 * party.html.
 *
 * <p>Arguments: {@code base name relay username password}.
 */
final class CallingParty {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Wire wire;
    private final CallAgent agent;
    private volatile @Nullable IncomingCall incoming;
    private volatile @Nullable CallSession session;
    private volatile @Nullable Instant accepted;

    private CallingParty(Wire wire, RelayProvider relays) {
        this.wire = wire;
        this.agent =
                CallAgent.builder()
                        .signaling(wire)
                        .relays(relays)
                        .limits(CallLimits.NONE) // one pair, call upon call
                        .facts(caller -> CallerFacts.of(caller, Relation.CONTACT))
                        .build();
        agent.onIncoming(this::ring);
    }

    /** Runs until the director ends it. */
    public static void main(String[] args) throws Exception {
        RelayServer relay = RelayServer.of(args[2], args[3], args[4]);
        Wire wire = new Wire(args[0], args[1]);
        CallingParty party = new CallingParty(wire, RelayProvider.of(relay));
        party.note("ready", Instant.now());
        wire.read(party::obey);
    }

    private void ring(IncomingCall call) {
        incoming = call;
        note("ringing", Instant.now());
    }

    private void obey(String line) {
        switch (line) {
            case "call" -> session = agent.place(PeerId.of("other"), media());
            case "accept" -> accept();
            case "end" -> end();
            default -> throw new IllegalArgumentException(line);
        }
    }

    private void accept() {
        IncomingCall call = incoming;
        if (call != null) {
            accepted = Instant.now();
            session = call.accept(media());
        }
    }

    private void end() {
        CallSession call = session;
        if (call != null) {
            call.hangUp();
            try {
                call.ended().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException("the call did not end", e);
            }
        }
        incoming = null;
        session = null;
        accepted = null;
        note("ended", Instant.now());
    }

    private Media media() {
        return Media.audio(new OpusSource(new Tone()), new OpusSink(new Ear()));
    }

    private void note(String what, Instant at) {
        say("event " + what + ' ' + millis(at));
    }

    private static String millis(Instant at) {
        double millis = at.getEpochSecond() * 1e3 + at.getNano() / 1e6;
        return String.format(Locale.ROOT, "%.3f", millis);
    }

    private void say(String lines) {
        try {
            wire.say(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The steps of the call so far, and its first sound. */
    private void tell(Instant heard) {
        CallSession call = session;
        Instant atCallee = accepted;
        String steps = atCallee == null ? "" : "event accept " + millis(atCallee) + "\n";
        if (call != null) {
            CallTimeline timeline = call.timeline();
            steps +=
                    timeline.steps().stream()
                            .map(
                                    step ->
                                            "event "
                                                    + step.milestone()
                                                    + ' '
                                                    + millis(
                                                            timeline.began()
                                                                    .plus(step.sinceBeginning())))
                            .collect(Collectors.joining("\n", "", "\n"));
        }
        say(steps + "event audio " + millis(heard));
    }

    /** 440 Hz without pauses. */
    private static final class Tone implements PcmSource {
        private long played;

        @Override
        public int sampleRate() {
            return 48_000;
        }

        @Override
        public int channels() {
            return 1;
        }

        @Override
        public int read(short[] pcm, int offset, int samples) {
            for (int i = 0; i < samples; i++) {
                pcm[offset + i] = (short) (10_000 * Math.sin(2 * Math.PI * 440 * played++ / 48e3));
            }
            return samples;
        }
    }

    /** Notes when the first sound comes out of the decoder. */
    private final class Ear implements PcmSink {
        private static final int AUDIBLE = 328; // a hundredth, as in party.html

        private final AtomicBoolean heard = new AtomicBoolean();

        @Override
        public void write(short[] pcm, int offset, int samples) {
            if (heard.get()) {
                return;
            }
            for (int i = offset; i < offset + samples; i++) {
                if (Math.abs(pcm[i]) > AUDIBLE) {
                    heard.set(true);
                    Instant at = Instant.now();
                    new Thread(() -> tell(at), "tell").start();
                    return;
                }
            }
        }
    }
}
