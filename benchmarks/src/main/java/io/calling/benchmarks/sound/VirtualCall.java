package io.calling.benchmarks.sound;

import io.calling.IncomingCall;
import io.calling.media.AudioSink;
import io.calling.media.AudioStatistics;
import io.calling.media.Media;
import io.calling.rtp.Pace;
import io.calling.testkit.CallPair;
import io.calling.testkit.TestMicrophone;
import io.calling.testkit.net.Fate;
import io.calling.testkit.net.LinkConditions;
import io.calling.testkit.net.LoggedPacket;
import java.time.Duration;
import java.util.Random;

/**
 * A call between two agents of ours on the virtual network, over one path, where the one who speaks
 * sends as another stack does.
 */
final class VirtualCall implements AutoCloseable {
    private static final Duration SAMPLING = Duration.ofMillis(100);
    private static final int SETTLING_SAMPLES = 100;
    private static final int MEASURED_SAMPLES = 200;

    private final CallPair pair;
    private final SoundPath path;
    private final Departures departures;
    private final Random random;
    private LinkConditions way = LinkConditions.PERFECT;

    VirtualCall(SoundPath path, Kind sender, long seed) {
        this.pair = CallPair.inTestTime(seed);
        this.path = path;
        this.departures = new Departures(sender, seed);
        this.random = new Random(seed);
        connect(new SpeakingSource(sender == Kind.CHROMIUM && path.loses(), this::leave));
    }

    /** What a packet meets is as late as it is itself. */
    private void leave(int frame) {
        pair.alice().link().up(way.delay(way.delay().plus(departures.late(frame))));
    }

    private void connect(SpeakingSource source) {
        Media speaking = Media.audio(source, new StretchingEar());
        pair.alice().observe(pair.alice().agent().place(pair.bob().id(), speaking));
        IncomingCall ringing = pair.bob().awaitIncoming();
        Media media = Media.audio(new TestMicrophone(pair.bob().tone()), new StretchingEar());
        pair.bob().observe(ringing.accept(media));
        pair.alice().awaitActive();
        pair.bob().awaitActive();
    }

    /** Settles, and measures for as long as over links, counted in the same way. */
    VirtualSound measure() {
        // As over links, something is heard before the path is bad; nothing keeps time with it.
        pair.pass(Duration.ofMillis(random.nextInt(20)));
        way = path.path();
        follow(SETTLING_SAMPLES);
        Duration from = pair.elapsed();
        AudioStatistics before = pair.bob().call().statistics().audio();
        double delays = follow(MEASURED_SAMPLES / 2);
        way = path.later();
        delays += follow(MEASURED_SAMPLES / 2);
        AudioStatistics after = pair.bob().call().statistics().audio();
        long missing = after.framesConcealed() - before.framesConcealed();
        long played = after.framesPlayed() - before.framesPlayed();
        return new VirtualSound(
                delays / MEASURED_SAMPLES, (double) missing / (missing + played), lost(from));
    }

    /** The sum of the delays. */
    private double follow(int samples) {
        double millis = 0;
        for (int i = 0; i < samples; i++) {
            pair.pass(SAMPLING);
            millis += pair.bob().call().statistics().audio().bufferDelay().toNanos() / 1e6;
        }
        return millis;
    }

    private double lost(Duration from) {
        return pair.network().log().packets().stream()
                .filter(packet -> packet.at().compareTo(from) > 0)
                .filter(packet -> packet.place().equals(pair.alice().link().owner()))
                .filter(packet -> packet.direction() == LoggedPacket.Direction.UP)
                .mapToInt(packet -> packet.fate() == Fate.LOST ? 1 : 0)
                .average()
                .orElse(0);
    }

    @Override
    public void close() {
        pair.close();
    }

    /** Plays each frame faster or slower by what is wanted, as calling-media does in pauses. */
    private static final class StretchingEar implements AudioSink {
        private static final int LEAST_TICKS = 120;
        private static final int MOST_TICKS = 720;

        @Override
        public int onFrame(byte[] buffer, int offset, int length, Pace pace, int wantedTicks) {
            int most = Math.min(Math.abs(wantedTicks), MOST_TICKS);
            if (wantedTicks > 0) {
                return Math.max(LEAST_TICKS, most);
            }
            return most < LEAST_TICKS ? 0 : -most;
        }

        @Override
        public void onFrame(byte[] buffer, int offset, int length) {
            // Asked for with what is wanted.
        }

        @Override
        public void onLostFrame() {
            // Counted by the call.
        }
    }
}
