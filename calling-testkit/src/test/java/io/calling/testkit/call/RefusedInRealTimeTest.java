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
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a refused caller can measure in real time. A few samples in every build; {@code
 * -Dcalling.samples=1000} takes enough of them to tell distributions apart, in about ten minutes.
 */
class RefusedInRealTimeTest {
    private static final int SAMPLES = Integer.getInteger("calling.samples", 4);
    private static final int AT_ONCE = 20;

    /** With fewer samples only very different distributions differ. */
    private static final int ENOUGH = 200;

    private final Map<Refusal, CallPair> pairs = new EnumMap<>(Refusal.class);
    private final Map<Refusal, List<Double>> millis = new EnumMap<>(Refusal.class);
    private final Random dice = new Random(7);
    private final AtomicLong relayed = new AtomicLong();
    private Asked asked = Asked.SOUND;

    @ParameterizedTest
    @EnumSource
    void L24_noRefusalCanBeToldFromNobodyAtHome(Asked what) {
        asked = what;
        try {
            for (Refusal refusal : Refusal.values()) {
                pairs.put(refusal, open(refusal));
                millis.put(refusal, Collections.synchronizedList(new ArrayList<>()));
            }
            for (int taken = 0; taken < SAMPLES; taken += AT_ONCE) {
                measure(Math.min(AT_ONCE, SAMPLES - taken));
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
                        .bob(
                                agent ->
                                        asked.limits(refusal.policy(agent))
                                                .ringTimeout(Duration.ofMinutes(9)))
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

    /** Calls of all kinds at once and in random order: whatever else the machine does hits all. */
    private void measure(int count) {
        int known = millis.get(Refusal.OFFLINE).size();
        List<Refusal> order = new ArrayList<>(List.of(Refusal.values()));
        for (int i = 0; i < count; i++) {
            Collections.shuffle(order, dice);
            order.forEach(this::place);
        }
        CallPair anyPair = pairs.get(Refusal.OFFLINE);
        for (Refusal refusal : Refusal.values()) {
            List<Double> times = millis.get(refusal);
            CallPair pair = pairs.get(refusal);
            if (refusal.rings()) {
                // A machine that stalls may miss some: then they are not answered either.
                anyPair.expect(
                        "every call to ring, or to end",
                        Duration.ofSeconds(30),
                        () ->
                                pair.bob().incoming().size() >= known + count
                                        || times.size() == known + count);
                refusal.react(pair);
            }
        }
        anyPair.expect(
                "every call to end",
                Duration.ofSeconds(60),
                () -> millis.values().stream().allMatch(times -> times.size() == known + count));
    }

    private void place(Refusal refusal) {
        CallPair pair = pairs.get(refusal);
        long began = System.nanoTime();
        Media sound = Media.audio(new TestMicrophone(pair.alice().tone()), new AudioRecorder());
        CallSession call =
                pair.alice()
                        .agent()
                        .place(
                                pair.bob().id(),
                                asked.video() ? sound.video(pair.alice().newVideo()) : sound);
        call.onState(
                state -> {
                    if (state.equals(new CallState.Ended(EndReason.UNANSWERED))) {
                        millis.get(refusal).add((System.nanoTime() - began) / 1e6);
                    }
                });
    }

    private static void checkThatAliceWasToldNothing(CallPair pair) {
        assertThat(pair.signaling().messages())
                .noneMatch(message -> message.to().equals(pair.alice().id()));
    }

    private void report(Refusal refusal, List<Double> times) {
        List<Double> sorted = times.stream().sorted().toList();
        double distance = distance(sorted, millis.get(Refusal.OFFLINE).stream().sorted().toList());
        System.out.printf(
                "%s, %s: %d calls, unanswered after %.2f ms (median), %.2f to %.2f; D = %.3f%n",
                asked,
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
