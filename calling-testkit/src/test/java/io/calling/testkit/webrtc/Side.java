package io.calling.testkit.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.WebRtcEndpoint;
import io.calling.WebRtcSession;
import io.calling.ice.net.NioNetwork;
import io.calling.ice.turn.RelayProvider;
import io.calling.media.RtpTrack;
import io.calling.testkit.await.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One party of a call: its session, the tracks it was told of, what it heard. */
final class Side implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final NioNetwork network;
    final WebRtcEndpoint endpoint;
    final List<RtpTrack> told = new CopyOnWriteArrayList<>();
    final Set<String> heard = ConcurrentHashMap.newKeySet();
    private int sequence = 1_000;
    WebRtcSession session;

    volatile RelayProvider relays;

    Side(RelayProvider relays) throws IOException {
        this(relays, false);
    }

    Side(RelayProvider relays, boolean cryptex) throws IOException {
        this.relays = relays;
        network = NioNetwork.open();
        endpoint =
                WebRtcEndpoint.builder()
                        .relays(RelayProvider.refreshing(() -> this.relays.relays()))
                        .cryptex(cryptex)
                        .network(network)
                        .build();
    }

    void take(List<RtpTrack> tracks) {
        told.addAll(tracks);
        tracks.forEach(track -> track.onPackets(new Ear(heard)));
    }

    /** Sends one packet, on the loop; whether it went. */
    boolean say(String words) {
        return say(0, 111, words);
    }

    boolean say(int number, int payloadType, String words) {
        byte[] bytes = words.getBytes(StandardCharsets.UTF_8);
        CompletableFuture<Boolean> sent = new CompletableFuture<>();
        network.execute(
                () -> {
                    sequence++;
                    int time = 960 * sequence;
                    RtpTrack track = told.get(number);
                    sent.complete(
                            track.send(payloadType, false, sequence, time, bytes, 0, bytes.length));
                });
        return sent.join();
    }

    @Override
    public void close() {
        endpoint.close();
        network.close();
    }

    static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    static void await(BooleanSupplier condition) {
        assertThat(Eventually.holds(PATIENCE, condition)).isTrue();
    }

    /** Says it until the other one has heard it. */
    void awaitHeardBy(Side other, String words) {
        await(
                () -> {
                    say(words);
                    return other.heard.contains(words);
                });
    }

    private record Ear(Set<String> heard) implements RtpTrack.Listener {
        @Override
        public void onPacket(
                int payloadType,
                boolean marker,
                int sequenceNumber,
                int timestamp,
                byte[] buffer,
                int offset,
                int length) {
            heard.add(new String(buffer, offset, length, StandardCharsets.UTF_8));
        }

        @Override
        public void onKeyFrameRequest() {}
    }
}
