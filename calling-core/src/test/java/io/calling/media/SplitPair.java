package io.calling.media;

import io.calling.ice.testing.ManualNetwork;
import io.calling.rtp.Cname;
import io.calling.rtp.NtpClock;
import io.calling.rtp.RtpPacket;
import io.calling.rtp.Ssrc;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Two sides, each with sound and pictures behind a splitter, joined by a wire that can lose. */
final class SplitPair {
    final ManualNetwork network = new ManualNetwork(5);
    final Side left = new Side(1_000);
    final Side right = new Side(2_000);

    SplitPair() {
        left.peer = right;
        right.peer = left;
        left.audio.start();
        right.audio.start();
    }

    void pass(long millis) {
        network.pass(Duration.ofMillis(millis));
    }

    /** One side; its source and sink run on the loop, or wait until the test lets them. */
    final class Side implements TrackOutput, Executor {
        final int ssrc;
        final AudioStream audio;
        final VideoStream video;
        final MediaSplitter splitter;
        final Camera camera = new Camera();
        final Microphone source = new Microphone();
        final Screen screen = new Screen();
        final List<byte[]> rtp = new ArrayList<>();
        final List<byte[]> rtcp = new ArrayList<>();
        final Queue<Runnable> waiting = new ArrayDeque<>();
        boolean slow;
        boolean silenced;
        boolean tellsArrivals = true;
        Predicate<byte[]> lost = packet -> false;

        /** How fast packets leave; they wait for each other. */
        long bitsPerSecond = Long.MAX_VALUE;

        private long freeNanos = network.nanoTime();
        private Side peer = this;

        Side(int ssrc) {
            this.ssrc = ssrc;
            NtpClock clock = NtpClock.random(network);
            Cname cname = new Cname("0123456789abcdef");
            AudioStreamConfig config =
                    new AudioStreamConfig(
                                    new Ssrc(ssrc),
                                    Optional.empty(),
                                    111,
                                    cname,
                                    48_000,
                                    Duration.ofMillis(20),
                                    OptionalInt.of(AudioStreamConfig.KEYS))
                            .withRemoteSsrc(new Ssrc(3_000 - ssrc));
            audio =
                    new AudioStream(
                            config,
                            source,
                            new StreamBench.CountingSink(),
                            this,
                            clock,
                            network,
                            network);
            video =
                    new VideoStream(
                            new Ssrc(ssrc + 1),
                            new Ssrc(ssrc + 2),
                            cname,
                            clock,
                            this,
                            network,
                            this,
                            () -> silenced);
            splitter = new MediaSplitter(audio);
            splitter.video(video);
        }

        void startVideo() {
            int other = 3_000 - ssrc;
            video.start(
                    VideoMedia.of(camera, screen),
                    new VideoStream.Remote(
                            other + 1, other + 2, List.of(VideoFormat.VP8), tellsArrivals),
                    true,
                    true);
        }

        @Override
        public void execute(Runnable task) {
            if (slow) {
                waiting.add(task);
            } else {
                network.execute(task);
            }
        }

        void catchUp() {
            slow = false;
            for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
                network.execute(task);
            }
        }

        List<RtpPacket> sent(int under) {
            List<RtpPacket> all = new ArrayList<>();
            for (byte[] bytes : rtp) {
                RtpPacket packet = new RtpPacket();
                if (packet.wrap(bytes, 0, bytes.length) && packet.ssrc() == under) {
                    all.add(packet);
                }
            }
            return all;
        }

        @Override
        public void rtp(byte[] buffer, int offset, int length) {
            byte[] packet = Arrays.copyOfRange(buffer, offset, offset + length);
            rtp.add(packet);
            if (!lost.test(packet)) {
                long wait = 10_000_000 + leave(length);
                network.schedule(wait, () -> peer.splitter.onRtp(packet, 0, packet.length));
            }
        }

        private long leave(int bytes) {
            freeNanos = Math.max(freeNanos, network.nanoTime());
            freeNanos += (long) (bytes * 8e9 / bitsPerSecond);
            return freeNanos - network.nanoTime();
        }

        /** How long a packet that leaves now waits for those before it. */
        long queueMillis() {
            return Math.max(0, freeNanos - network.nanoTime()) / 1_000_000;
        }

        @Override
        public int rtpOnce(byte[] buffer, int offset, int length) {
            rtp(buffer, offset, length);
            return length;
        }

        @Override
        public void repeat(byte[] buffer, int offset, int length) {
            rtp(buffer, offset, length);
        }

        @Override
        public void rtcp(byte[] buffer, int offset, int length) {
            byte[] packet = Arrays.copyOfRange(buffer, offset, offset + length);
            rtcp.add(packet);
            network.schedule(10_000_000, () -> peer.splitter.onRtcp(packet, 0, packet.length));
        }
    }

    /** Frames as large as they may be, 32 kbit/s at most. */
    static final class Microphone implements AudioSource {
        final List<Long> targets = new ArrayList<>();
        private int bytes = 80;

        @Override
        public int nextFrame(byte[] buffer, int offset) {
            buffer[offset] = (byte) 0xF8;
            return bytes;
        }

        @Override
        public void onTargetBitrate(long bitsPerSecond) {
            targets.add(bitsPerSecond);
            bytes = (int) Math.min(80, bitsPerSecond / 50 / 8);
        }
    }

    /** VP8 (RFC 6386, 9.1) of three packets each, numbered. */
    static final class Camera implements VideoSource {
        int drawn;
        int keyFrames;
        int closed;
        int bytes = 3_000;
        boolean adapts;
        final List<Long> targets = new ArrayList<>();
        @Nullable RuntimeException failure;
        boolean empty;

        @Override
        public List<VideoFormat> formats() {
            return List.of(VideoFormat.VP8);
        }

        @Override
        public void onTargetBitrate(long bitsPerSecond) {
            targets.add(bitsPerSecond);
            bytes = adapts ? (int) Math.max(100, bitsPerSecond / 8 / 31) : bytes;
        }

        @Override
        public @Nullable ByteBuffer nextFrame(VideoFormat format, boolean keyFrame) {
            if (failure != null) {
                throw failure;
            }
            if (empty) {
                return null;
            }
            keyFrames += keyFrame ? 1 : 0;
            byte[] frame = new byte[bytes];
            frame[0] = (byte) (keyFrame ? 0x10 : 0x11);
            if (keyFrame) {
                frame[3] = (byte) 0x9d;
                frame[4] = 0x01;
                frame[5] = 0x2a;
            }
            ByteBuffer.wrap(frame).putInt(20, drawn++);
            return ByteBuffer.wrap(frame);
        }

        @Override
        public void close() {
            closed++;
        }
    }

    /** Remembers the numbers. */
    static final class Screen implements VideoSink {
        final List<Integer> shown = new ArrayList<>();
        final List<Integer> keyFrames = new ArrayList<>();
        final List<Integer> timestamps = new ArrayList<>();
        Predicate<Integer> decodable = number -> true;
        @Nullable RuntimeException failure;
        int closed;

        @Override
        public List<VideoFormat> formats() {
            return List.of(VideoFormat.VP8);
        }

        @Override
        public boolean onFrame(
                VideoFormat format,
                byte[] buffer,
                int offset,
                int length,
                int timestamp,
                boolean keyFrame) {
            if (failure != null) {
                throw failure;
            }
            int number = ByteBuffer.wrap(buffer).getInt(offset + 20);
            shown.add(number);
            timestamps.add(timestamp);
            if (keyFrame) {
                keyFrames.add(number);
            }
            return decodable.test(number);
        }

        @Override
        public void close() {
            closed++;
        }
    }
}
