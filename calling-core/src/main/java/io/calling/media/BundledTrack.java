package io.calling.media;

import io.calling.ice.net.Network;
import io.calling.rtp.Counter;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** One track of a {@link TrackBundle}. On the loop, but for the statistics. */
final class BundledTrack implements RtpTrack {
    private volatile TrackConfig config;
    private final TrackSender sender;
    private final TrackReceiver receiver;
    private final Counter nacked = new Counter();
    private final Counter keyFrameRequests = new Counter();
    private final KeyFrameRequests requests = new KeyFrameRequests();
    private final Counter keyFramesAsked = new Counter();
    private final Network network;
    private final StreamReports peers = new StreamReports();
    private long nacks;
    private final Runnable wake;

    BundledTrack(
            TrackConfig config,
            TransportClock clock,
            TrackBandwidth bandwidth,
            TrackPacer pacer,
            TrackOutput out,
            Network network,
            Runnable wake) {
        this.config = config;
        this.sender = new TrackSender(config, clock, bandwidth, pacer, out, network);
        this.receiver = new TrackReceiver(config, network);
        this.wake = wake;
        this.network = network;
    }

    @Override
    public MediaKind kind() {
        return config.kind();
    }

    @Override
    public TrackConfig config() {
        return config;
    }

    /** The listener is told that it was all; what it throws keeps no other from being told. */
    void end() {
        Ending.of("track's listener", receiver::end);
    }

    /** What holds from now on; the sources stay the same. */
    void change(TrackConfig value) {
        config = value;
        sender.change(value);
        receiver.change(value);
    }

    @Override
    public void onPackets(Listener listener) {
        receiver.listener(listener);
    }

    @Override
    public boolean send(
            int payloadType,
            boolean marker,
            int sequenceNumber,
            int timestamp,
            byte[] buffer,
            int offset,
            int length) {
        return sender.send(payloadType, marker, sequenceNumber, timestamp, buffer, offset, length);
    }

    @Override
    public void requestKeyFrame() {
        if (kind() == MediaKind.VIDEO) { // sound has none
            receiver.wishForKeyFrame();
            wake.run();
        }
    }

    /** A key frame has come: the wish for one is fulfilled. */
    void keyFrameCame() {
        receiver.forgetKeyFrameWish();
    }

    /** The peer wants one of ours; told to the application, but not without end. */
    void onKeyFrameRequest() {
        keyFramesAsked.add(1);
        if (requests.allow(network.nanoTime())) {
            receiver.onKeyFrameRequest();
        }
    }

    /** The peer says what it received of ours, and perhaps how long the round trip took. */
    void onReceptionReport(int fractionIn256ths, long lost, OptionalLong roundTripNanos) {
        roundTripNanos.ifPresent(peers::onRoundTrip);
        receiver.onReceptionReport(
                new ReceptionReport(
                        fractionIn256ths / 256.0,
                        lost,
                        roundTripNanos.isPresent()
                                ? Optional.of(Duration.ofNanos(roundTripNanos.getAsLong()))
                                : Optional.empty()));
    }

    TrackSender sender() {
        return sender;
    }

    TrackReceiver receiver() {
        return receiver;
    }

    boolean asksForLostPackets() {
        return config.formats().get(0).nack();
    }

    void countNacked(int packets) {
        nacked.add(packets);
    }

    /** We sent a feedback message about lost packets. */
    void countNack() {
        nacks++;
    }

    long nacks() {
        return nacks;
    }

    long keyFrameRequests() {
        return keyFrameRequests.get();
    }

    /** What the peer has reported. */
    StreamReports peers() {
        return peers;
    }

    void countKeyFrameRequest() {
        keyFrameRequests.add(1);
    }

    @Override
    public TrackStatistics statistics() {
        return new TrackStatistics(
                sender.packets(),
                receiver.received(),
                receiver.lost(),
                receiver.refused(),
                sender.repairs().retransmitted(),
                sender.repairs().refused(),
                nacked.get(),
                keyFrameRequests.get(),
                keyFramesAsked.get());
    }
}
