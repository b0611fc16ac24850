package io.calling.media;

import io.calling.rtp.Cname;
import io.calling.rtp.HeaderExtensions;
import io.calling.rtp.RtcpHandler;
import io.calling.rtp.RtcpReader;
import io.calling.rtp.RtpPacket;
import io.calling.rtp.Ssrc;
import io.calling.rtp.TransportFeedback;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/** Two bundles, each with an audio and a video track, joined by a wire that can lose packets. */
final class TrackPair {
    static final int OPUS = 111;
    static final int VP8 = 96;
    static final int RTX = 97;

    private static final byte TAG = 0x5A;

    private static final long WIRE_NANOS = 1_000_000;

    final FrugalNetwork network = new FrugalNetwork();
    final Side left;
    final Side right;

    TrackPair(boolean withRtx) {
        this(withRtx, true);
    }

    /** With the extensions, or with none, as peers have it that give no feedback. */
    TrackPair(boolean withRtx, boolean withExtensions) {
        left = new Side(1_000, withRtx, withExtensions);
        right = new Side(2_000, withRtx, withExtensions);
        left.peer = right;
        right.peer = left;
        left.bundle.start();
        right.bundle.start();
    }

    void pass(long millis) {
        network.pass(millis * 1_000_000);
    }

    /** One party. */
    final class Side implements TrackOutput {
        final TrackBundle bundle;
        final List<Heard> heard = new ArrayList<>();
        final List<byte[]> wire = new ArrayList<>();
        final List<Long> wireNanos = new ArrayList<>();
        final RtcpEars rtcp = new RtcpEars();
        final List<Long> targets = new ArrayList<>();
        int keyFrameRequests;

        /** How fast packets leave; they wait for each other. */
        long bitsPerSecond = Long.MAX_VALUE;

        private long freeNanos = network.nanoTime();

        /** Chooses by sequence number and payload type which packets are lost on the way. */
        IntPredicate lost = sequence -> false;

        private Side peer = this;

        Side(int ssrc, boolean withRtx, boolean withExtensions) {
            bundle =
                    new TrackBundle(
                            configs(ssrc, withRtx, withExtensions),
                            new Cname("0123456789abcdef"),
                            this,
                            network);
            bundle.tracks().forEach(track -> track.onPackets(new Ears(track.kind())));
        }

        RtpTrack audio() {
            return bundle.tracks().get(0);
        }

        RtpTrack video() {
            return bundle.tracks().get(1);
        }

        boolean sendVideo(int sequence, int timestamp, String payload) {
            byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
            return video().send(VP8, true, sequence, timestamp, bytes, 0, bytes.length);
        }

        /** By the peer's feedback, in order. */
        List<Integer> arrivals() {
            return rtcp.arrived;
        }

        /** Sources of the peer's that said goodbye. */
        List<Integer> byes() {
            return rtcp.byes;
        }

        void hold() {
            bundle.change(bundle.tracks().stream().map(track -> held(track.config())).toList());
        }

        /** Another camera, as a negotiation in mid-call brings it; its targets. */
        List<Long> addVideo() {
            List<TrackConfig> configs = new ArrayList<>();
            bundle.tracks().forEach(track -> configs.add(track.config()));
            TrackFormat vp8 = format("VP8", VP8, 90_000, true, false);
            configs.add(config("2", MediaKind.VIDEO, 9_000, vp8));
            List<Long> told = new ArrayList<>();
            bundle.change(configs).get(0).onPackets(new Targets(told));
            return told;
        }

        /** They are negotiated away. */
        void forgetExtensions() {
            bundle.change(bundle.tracks().stream().map(track -> bare(track.config())).toList());
        }

        void keepAudioOnly() {
            bundle.change(List.of(audio().config()));
        }

        List<Integer> heardSequences() {
            return heard.stream().map(Heard::sequence).toList();
        }

        @Override
        public void rtp(byte[] buffer, int offset, int length) {
            byte[] copy = copy(buffer, offset, length);
            wire.add(copy);
            wireNanos.add(network.nanoTime());
            RtpPacket packet = new RtpPacket();
            packet.wrap(copy, 0, length);
            boolean repair = packet.payloadType() == RTX;
            if (repair || !lost.test(packet.sequenceNumber())) {
                long wait = WIRE_NANOS + leave(length);
                network.schedule(wait, () -> peer.bundle.onRtp(copy, 0, length));
            }
        }

        private long leave(int bytes) {
            freeNanos = Math.max(freeNanos, network.nanoTime());
            freeNanos += (long) (bytes * 8e9 / bitsPerSecond);
            return freeNanos - network.nanoTime();
        }

        /** As encryption would: what is kept is no longer what was handed in. */
        @Override
        public int rtpOnce(byte[] buffer, int offset, int length) {
            rtp(buffer, offset, length);
            buffer[offset + length] = TAG;
            return length + 1;
        }

        @Override
        public void repeat(byte[] buffer, int offset, int length) {
            if (buffer[offset + length - 1] != TAG) {
                throw new AssertionError("not what was sent");
            }
            rtp(buffer, offset, length - 1);
        }

        @Override
        public void rtcp(byte[] buffer, int offset, int length) {
            byte[] copy = copy(buffer, offset, length);
            network.schedule(
                    WIRE_NANOS,
                    () -> {
                        new RtcpReader(peer.rtcp).read(copy, 0, length);
                        peer.bundle.onRtcp(copy, 0, length);
                    });
        }

        private static byte[] copy(byte[] buffer, int offset, int length) {
            byte[] copy = new byte[length];
            System.arraycopy(buffer, offset, copy, 0, length);
            return copy;
        }

        private final class Ears implements RtpTrack.Listener {
            private final MediaKind kind;

            Ears(MediaKind kind) {
                this.kind = kind;
            }

            @Override
            public void onPacket(
                    int payloadType,
                    boolean marker,
                    int sequenceNumber,
                    int timestamp,
                    byte[] buffer,
                    int offset,
                    int length) {
                String payload = new String(buffer, offset, length, StandardCharsets.UTF_8);
                heard.add(new Heard(kind, payloadType, sequenceNumber, timestamp, payload));
            }

            @Override
            public void onKeyFrameRequest() {
                keyFrameRequests++;
            }

            @Override
            public void onTargetBitrate(long bitsPerSecond) {
                if (kind == MediaKind.VIDEO) {
                    targets.add(bitsPerSecond);
                }
            }
        }
    }

    /** Listens to what a track may send, and to nothing else. */
    private record Targets(List<Long> told) implements RtpTrack.Listener {
        @Override
        public void onPacket(
                int payloadType,
                boolean marker,
                int sequenceNumber,
                int timestamp,
                byte[] buffer,
                int offset,
                int length) {}

        @Override
        public void onKeyFrameRequest() {}

        @Override
        public void onTargetBitrate(long bitsPerSecond) {
            told.add(bitsPerSecond);
        }
    }

    /** Listens to the reports of the other side. */
    static final class RtcpEars implements RtcpHandler, TransportFeedback.Listener {
        final List<Integer> arrived = new ArrayList<>();
        final List<Integer> byes = new ArrayList<>();

        @Override
        public void onTransportFeedback(
                int sender, int source, byte[] buffer, int offset, int length) {
            if (!new TransportFeedback(this).read(buffer, offset, length)) {
                throw new AssertionError("malformed feedback");
            }
        }

        @Override
        public void onBye(int ssrc) {
            byes.add(ssrc);
        }

        @Override
        public void onArrived(int sequence, long arrivalMicros) {
            arrived.add(sequence);
        }

        @Override
        public void onMissing(int sequence) {}
    }

    /** What the extension says of when a packet left. */
    static int sendTime(byte[] bytes) {
        RtpPacket packet = new RtpPacket();
        packet.wrap(bytes, 0, bytes.length);
        HeaderExtensions extensions = new HeaderExtensions();
        if (!extensions.wrap(packet).find(2)) {
            throw new AssertionError("no send time");
        }
        int at = extensions.offset();
        return (bytes[at] & 0xFF) << 16 | (bytes[at + 1] & 0xFF) << 8 | bytes[at + 2] & 0xFF;
    }

    private static TrackConfig held(TrackConfig config) {
        return new TrackConfig(
                config.mid(),
                config.kind(),
                config.ssrc(),
                config.rtxSsrc(),
                config.cname(),
                config.formats(),
                config.extensions(),
                false,
                false,
                config.remoteSsrcs());
    }

    /** A packet that came out at the other end. */
    record Heard(MediaKind kind, int payloadType, int sequence, int timestamp, String payload) {}

    private static List<TrackConfig> configs(int ssrc, boolean withRtx, boolean withExtensions) {
        List<TrackConfig> all = List.of(audioConfig(ssrc), videoConfig(ssrc + 10, withRtx));
        return withExtensions ? all : all.stream().map(TrackPair::bare).toList();
    }

    private static TrackConfig bare(TrackConfig config) {
        return new TrackConfig(
                config.mid(),
                config.kind(),
                config.ssrc(),
                config.rtxSsrc(),
                config.cname(),
                config.formats(),
                TrackExtensions.NONE,
                true,
                true,
                config.remoteSsrcs());
    }

    static TrackConfig audioConfig(int ssrc) {
        return config("0", MediaKind.AUDIO, ssrc, format("opus", OPUS, 48_000, false, false));
    }

    static TrackConfig videoConfig(int ssrc, boolean withRtx) {
        return config("1", MediaKind.VIDEO, ssrc, format("VP8", VP8, 90_000, true, withRtx));
    }

    private static TrackFormat format(
            String name, int type, int clockRate, boolean video, boolean withRtx) {
        OptionalInt rtx = withRtx ? OptionalInt.of(RTX) : OptionalInt.empty();
        return new TrackFormat(name, type, clockRate, rtx, video, video);
    }

    private static TrackConfig config(String mid, MediaKind kind, int ssrc, TrackFormat format) {
        return new TrackConfig(
                mid,
                kind,
                new Ssrc(ssrc),
                Optional.of(new Ssrc(ssrc + 1)),
                new Cname("0123456789abcdef"),
                List.of(format),
                new TrackExtensions(OptionalInt.of(1), OptionalInt.of(3), OptionalInt.of(2)),
                true,
                true,
                List.of());
    }
}
