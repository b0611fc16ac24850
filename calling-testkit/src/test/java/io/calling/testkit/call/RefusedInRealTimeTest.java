package io.calling.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.CallSession;
import io.calling.CallState;
import io.calling.EndReason;
import io.calling.media.Media;
import io.calling.testkit.AudioRecorder;
import io.calling.testkit.CallPair;
import io.calling.testkit.TestMicrophone;
import io.calling.testkit.relay.RelayObserver;
import io.calling.testkit.relay.RelayedPacket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * What a refused caller can measure in real time. A few samples in every build; {@code
 * -Dcalling.samples=1000} takes enough of them to tell distributions apart, in about seven minutes.
 */
class RefusedInRealTimeTest {
    private static final int SAMPLES = Integer.getInteger("calling.samples", 4);
    private static final int AT_ONCE = 20;

    /** With fewer samples only very different distributions differ. */
    private static final int ENOUGH = 200;

    private final Map<Refusal, CallPair> pairs = new EnumMap<>(Refusal.class);
    private final Map<Refusal, List<Double>> millis = new EnumMap<>(Refusal.class);
    private final AtomicLong relayed = new AtomicLong();

    @Test
    void L24_noRefusalCanBeToldFromNobodyAtHome() {
        try {
            for (Refusal refusal : Refusal.values()) {
                pairs.put(refusal, open(refusal));
                millis.put(refusal, new ArrayList<>());
            }
            for (int taken = 0; taken < SAMPLES; taken += AT_ONCE) {
                for (Refusal refusal : Refusal.values()) {
                    measure(refusal, Math.min(AT_ONCE, SAMPLES - taken));
                }
            }
            pairs.values().forEach(RefusedInRealTimeTest::checkThatAliceWasToldNothing);
        } finally {
            pairs.values().forEach(CallPair::close);
        }
        assertThat(relayed).hasValue(0);
        millis.forEach((refusal, times) -> report(refusal, times));
    }

    private CallPair open(Refusal refusal) {
        CallPair pair =
                CallPair.builder()
                        .relay(relay -> relay.quotas(200, 400))
                        .alice(agent -> agent.ringTimeout(Duration.ofSeconds(1)))
                        .bob(agent -> refusal.policy(agent).ringTimeout(Duration.ofMinutes(9)))
                        .start();
        pair.relay()
                .observe(
                        new RelayObserver() {
                            @Override
                            public void onRelayed(RelayedPacket packet) {
                                relayed.incrementAndGet();
                            }
                        });
        refusal.prepare(pair);
        return pair;
    }

    private void measure(Refusal refusal, int count) {
        CallPair pair = pairs.get(refusal);
        int before = pair.bob().incoming().size();
        List<CallSession> calls = new ArrayList<>();
        List<Double> times = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < count; i++) {
            long began = System.nanoTime();
            CallSession call =
                    pair.alice()
                            .agent()
                            .place(
                                    pair.bob().id(),
                                    Media.audio(
                                            new TestMicrophone(pair.alice().tone()),
                                            new AudioRecorder()));
            call.onState(
                    state -> {
                        if (state instanceof CallState.Ended) {
                            times.add((System.nanoTime() - began) / 1e6);
                        }
                    });
            calls.add(call);
        }
        if (refusal.rings()) {
            // A machine that stalls may miss some: then they are not answered either.
            pair.expect(
                    "every call to ring, or to end",
                    Duration.ofSeconds(30),
                    () -> pair.bob().incoming().size() >= before + count || times.size() == count);
            refusal.react(pair);
        }
        pair.expect("every call to end", Duration.ofSeconds(30), () -> times.size() == count);
        assertThat(calls)
                .allMatch(call -> call.state().equals(new CallState.Ended(EndReason.UNANSWERED)));
        millis.get(refusal).addAll(times);
    }

    private static void checkThatAliceWasToldNothing(CallPair pair) {
        assertThat(pair.signaling().messages())
                .noneMatch(message -> message.to().equals(pair.alice().id()));
    }

    private void report(Refusal refusal, List<Double> times) {
        List<Double> sorted = times.stream().sorted().toList();
        double distance = distance(sorted, millis.get(Refusal.OFFLINE).stream().sorted().toList());
        System.out.printf(
                "%s: %d calls, unanswered after %.2f ms (median), %.2f to %.2f; D = %.3f%n",
                refusal,
                sorted.size(),
                sorted.get(sorted.size() / 2),
                sorted.get(0),
                sorted.get(sorted.size() - 1),
                distance);
        if (SAMPLES >= ENOUGH) {
            assertThat(distance).as("of %s from offline", refusal).isLessThan(limit());
        }
    }

    /** Kolmogorov and Smirnov's for two samples: one in a million of equal ones is further off. */
    private static double limit() {
        return Math.sqrt(-Math.log(0.5e-6) / 2) * Math.sqrt(2.0 / SAMPLES);
    }

    private static double distance(List<Double> one, List<Double> other) {
        double most = 0;
        for (double at : one) {
            most = Math.max(most, Math.abs(share(one, at) - share(other, at)));
        }
        return most;
    }

    private static double share(List<Double> sorted, double at) {
        return sorted.stream().filter(value -> value <= at).count() / (double) sorted.size();
    }
}
