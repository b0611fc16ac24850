package io.calling.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.net.Network;
import io.calling.ice.testing.ManualNetwork;
import io.calling.rtp.Pace;
import io.calling.stats.InboundRtpStats.Playout;
import io.calling.stats.StatsReport;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the delay of what is heard follows what the network does, with a sink that can stretch. */
class PlayoutTest {
    private static final byte[] SILK_WITH_COPY = {0x08, 0x40};

    private final ManualNetwork network = new ManualNetwork();
    private final Random random = new Random(12);
    private final Ear ear = new Ear();
    private final ExactEar exact = new ExactEar();
    private AudioStream listener = stream(network, ear, (offset, length) -> {});

    /** How late each packet comes, in microseconds; negative if it doesn't. */
    private Late late = () -> 10_000;

    private byte[] payload = {(byte) 0xF8, 0};

    private interface Late {
        int micros();
    }

    private interface Rtp {
        void send(byte[] packet, int length);
    }

    @ParameterizedTest(name = "{0} millionths")
    @ValueSource(ints = {200, -200})
    void aClockThatDriftsForHalfAnHourNeitherGrowsTheDelayNorLosesSound(int millionths) {
        talk(new SkewedClock(network, millionths));
        for (int minute = 0; minute < 30; minute++) {
            network.pass(Duration.ofMinutes(1));
            assertThat(listener.statistics().bufferDelay()).isLessThan(Duration.ofMillis(60));
        }
        AudioStatistics statistics = listener.statistics();
        assertThat(statistics.framesConcealed()).isZero();
        assertThat(statistics.framesPlayed()).isGreaterThan(89_000);
        // 200 millionths of half an hour, in pieces of 8 ms.
        assertThat(ear.stretched).isBetween(40, 60);
    }

    @ParameterizedTest(name = "{0} ms late at most")
    @ValueSource(ints = {0, 1, 4, 8})
    void onAnEvenPathNothingWaitsLongerThanItMustAndNothingIsStretched(int unevenness) {
        late = () -> 10_000 + random.nextInt(1 + 1_000 * unevenness);
        listener = stream(network, exact, (offset, length) -> {});
        talk(network);
        network.pass(Duration.ofSeconds(10));
        assertThat(listener.statistics().bufferDelay()).isLessThan(Duration.ofMillis(6));
        int before = exact.stretched;
        network.pass(Duration.ofMinutes(5));

        assertThat(exact.stretched).isEqualTo(before);
        assertThat(listener.statistics().framesConcealed()).isZero();
    }

    @ParameterizedTest(name = "{0} millionths")
    @ValueSource(ints = {200, -200})
    void aClockThatDriftsIsFollowedByFewSmallChanges(int millionths) {
        late = () -> 10_000 + random.nextInt(2_000);
        listener = stream(network, exact, (offset, length) -> {});
        talk(new SkewedClock(network, millionths));
        network.pass(Duration.ofSeconds(10));
        for (int minute = 0; minute < 30; minute++) {
            network.pass(Duration.ofMinutes(1));
            assertThat(listener.statistics().bufferDelay()).isLessThan(Duration.ofMillis(8));
        }
        assertThat(listener.statistics().framesConcealed()).isZero();
        // 200 millionths of half an hour, in pieces of 2.5 ms and more.
        assertThat(exact.stretched).isBetween(40, 160);
        assertThat(exact.turns).isLessThan(3);
    }

    @Test
    void whereTheNetworkIsUnevenTheDelayIsWhatItDemandsAndNoMore() {
        late = () -> 10_000 + random.nextInt(60_000);
        listener = stream(network, exact, (offset, length) -> {});
        talk(network);
        network.pass(Duration.ofSeconds(20));
        long concealed = listener.statistics().framesConcealed();
        for (int second = 0; second < 100; second++) {
            network.pass(Duration.ofSeconds(1));
            assertThat(listener.statistics().bufferDelay()).isLessThan(Duration.ofMillis(62));
        }
        assertThat(listener.statistics().framesConcealed() - concealed).isLessThan(25);
    }

    @Test
    void delayThatAnOutageLeftIsWorkedOffWithinSeconds() {
        talk(network);
        network.pass(Duration.ofSeconds(10));
        holdBackFor(Duration.ofMillis(300));
        network.pass(Duration.ofSeconds(8));

        assertThat(listener.statistics().bufferDelay()).isLessThan(Duration.ofMillis(80));
    }

    @Test
    void theDelayGrowsWithTheUnevennessAndFallsWithIt() {
        talk(network);
        network.pass(Duration.ofSeconds(10));
        assertThat(listener.statistics().bufferDelay()).isLessThan(Duration.ofMillis(45));

        late = () -> 10_000 + random.nextInt(100_000);
        network.pass(Duration.ofSeconds(5));
        long concealed = listener.statistics().framesConcealed();
        network.pass(Duration.ofSeconds(20));
        AudioStatistics uneven = listener.statistics();
        assertThat(uneven.bufferDelay()).isBetween(Duration.ofMillis(80), Duration.ofMillis(140));
        assertThat(uneven.framesConcealed() - concealed).isLessThan(1_000 / 50);

        late = () -> 10_000;
        network.pass(Duration.ofSeconds(15));
        assertThat(listener.statistics().bufferDelay()).isLessThan(Duration.ofMillis(45));
    }

    @Test
    void aRouteThatBecomesLongerOrShorterLeavesTheDelayAsItWas() {
        talk(network);
        network.pass(Duration.ofSeconds(10));
        late = () -> 160_000;
        network.pass(Duration.ofSeconds(20));
        assertThat(listener.statistics().bufferDelay()).isLessThan(Duration.ofMillis(45));

        late = () -> 10_000;
        network.pass(Duration.ofSeconds(20));
        assertThat(listener.statistics().bufferDelay()).isLessThan(Duration.ofMillis(45));
    }

    @Test
    void randomLossCostsNoDelay() {
        late = () -> random.nextInt(100) < 20 ? -1 : 10_000;
        talk(network);
        network.pass(Duration.ofSeconds(60));

        AudioStatistics statistics = listener.statistics();
        assertThat(statistics.bufferDelay()).isLessThan(Duration.ofMillis(70));
        assertThat(statistics.framesConcealed()).isBetween(540L, 680L);
    }

    @Test
    void whereTheNextPacketCarriesACopyOfWhatIsLostItIsWaitedFor() {
        late = () -> random.nextInt(100) < 10 ? -1 : 10_000 + random.nextInt(8_000);
        talk(network);
        network.pass(Duration.ofSeconds(60));
        double without = madeUpShare();

        payload = SILK_WITH_COPY;
        network.pass(Duration.ofSeconds(10));
        long before = playout().concealedSamples();
        network.pass(Duration.ofSeconds(60));
        double with = (playout().concealedSamples() - before) / (60.0 * 48_000);

        assertThat(without).isBetween(0.08, 0.12);
        // What remains is two lost in a row.
        assertThat(with).isBetween(0.005, 0.015);
        assertThat(listener.statistics().bufferDelay()).isLessThan(Duration.ofMillis(50));
    }

    @Test
    void copiesThatNobodyNeedsCostNoDelay() {
        payload = SILK_WITH_COPY;
        talk(network);
        network.pass(Duration.ofSeconds(10));

        assertThat(playout().jitterBufferTargetDelay())
                .isLessThan(0.022 * playout().jitterBufferEmittedCount());
    }

    private double madeUpShare() {
        return (double) playout().concealedSamples() / playout().totalSamplesReceived();
    }

    private Playout playout() {
        StatsReport.Builder report = new StatsReport.Builder(0, network.nanoTime());
        listener.stats(report);
        return report.build().inbound("audio").orElseThrow().audio().orElseThrow();
    }

    private void holdBackFor(Duration outage) {
        Late before = late;
        long end = network.nanoTime() + outage.toNanos();
        late = () -> (int) Math.max(10_000, (end - network.nanoTime()) / 1_000);
        network.pass(outage);
        late = before;
    }

    /** Somebody talks by that clock, and the listener hears it. */
    private void talk(Network clock) {
        AudioStream talker = stream(clock, new Ear(), this::carry);
        listener.start();
        talker.start();
    }

    private void carry(byte[] packet, int length) {
        int micros = late.micros();
        if (micros >= 0) {
            network.schedule(micros * 1_000L, () -> listener.onRtp(packet, 0, length));
        }
    }

    private AudioStream stream(Network clock, AudioSink sink, Rtp rtp) {
        AudioSource source =
                (buffer, offset) -> {
                    buffer[offset] = payload[0];
                    buffer[offset + 1] = payload[1];
                    return 80;
                };
        AudioStream.PacketOutput out =
                new AudioStream.PacketOutput() {
                    @Override
                    public void rtp(byte[] buffer, int offset, int length) {
                        byte[] packet = new byte[length];
                        System.arraycopy(buffer, offset, packet, 0, length);
                        rtp.send(packet, length);
                    }

                    @Override
                    public void rtcp(byte[] buffer, int offset, int length) {
                        // Of no interest here.
                    }
                };
        return new AudioStream(AudioStreamConfig.opus(clock), source, sink, out, clock, network);
    }

    /** Stretches each frame by 8 ms when asked to. */
    private static final class Ear implements AudioSink {
        private static final int STRETCH_TICKS = 384;
        private int stretched;

        @Override
        public int onFrame(byte[] buffer, int offset, int length, Pace pace) {
            if (pace == Pace.STEADY) {
                return 0;
            }
            stretched++;
            return pace == Pace.FASTER ? -STRETCH_TICKS : STRETCH_TICKS;
        }

        @Override
        public void onFrame(byte[] buffer, int offset, int length) {
            throw new AssertionError("asked for no pace");
        }

        @Override
        public void onLostFrame() {
            // Counted by the stream.
        }
    }

    /** Shorter by periods of a voice; longer by one at least or, where it is quiet, by little. */
    private static final class ExactEar implements AudioSink {
        private static final int[] PERIODS = {120, 280, 390};
        private int stretched;
        private int turns;
        private int last;
        private int frames;

        @Override
        public int onFrame(byte[] buffer, int offset, int length, Pace pace, int wantedTicks) {
            int period = PERIODS[frames++ / 40 % PERIODS.length];
            int changed = change(wantedTicks, period);
            if (changed == 0) {
                return 0;
            }
            stretched++;
            turns += changed * last < 0 ? 1 : 0;
            last = changed;
            return changed;
        }

        private static int change(int wanted, int period) {
            int periods = Math.min(Math.abs(wanted), 720) / period;
            if (wanted < 0) {
                return -period * periods;
            }
            return wanted >= 240 ? period * Math.max(1, periods) : wanted > 0 ? 120 : 0;
        }

        @Override
        public void onFrame(byte[] buffer, int offset, int length) {
            throw new AssertionError("not told how much is wanted");
        }

        @Override
        public void onLostFrame() {
            // Counted by the stream.
        }
    }
}
