package io.calling.examples.echo;

import io.calling.WebRtcEndpoint;
import io.calling.WebRtcSession;
import io.calling.ice.net.NioNetwork;
import io.calling.ice.turn.RelayProvider;
import io.calling.media.MediaKind;
import io.calling.media.RtpTrack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A peer of the echo server, made of the library itself: packets go out and are looked for. */
final class EchoClient implements AutoCloseable {
    static final String SDP = "application/sdp";
    static final String FRAGMENT = "application/trickle-ice-sdpfrag";
    static final int OPUS = 111;

    private final HttpClient http = HttpClient.newHttpClient();
    private final NioNetwork network;
    private final WebRtcEndpoint endpoint;
    private final String base;

    EchoClient(RelayProvider relays, String base) throws IOException {
        this.network = NioNetwork.open();
        this.endpoint = WebRtcEndpoint.builder().relays(relays).network(network).build();
        this.base = base;
    }

    /** One call: our session, where the server has it, and what came back. */
    record Call(WebRtcSession session, String path, Set<String> heard) {}

    HttpResponse<String> send(String method, String path, String type, String body)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .header("Content-Type", type)
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    String facts(Call call) throws IOException, InterruptedException {
        return send("GET", call.path(), SDP, "").body();
    }

    /** Offers, and takes the answer. */
    Call call() throws Exception {
        Set<String> heard = ConcurrentHashMap.newKeySet();
        WebRtcSession session =
                endpoint.offer(EnumSet.of(MediaKind.AUDIO), tracks -> listen(tracks, heard));
        String offer = description(session);
        HttpResponse<String> answered = send("POST", "/call", SDP, offer);
        if (answered.statusCode() != 201) {
            throw new AssertionError(answered.statusCode() + " " + answered.body());
        }
        session.accept(answered.body());
        return new Call(session, location(answered), heard);
    }

    /** Asks for an offer, and answers it. */
    Call callBack() throws Exception {
        HttpResponse<String> offered = send("POST", "/offer", SDP, "");
        Set<String> heard = ConcurrentHashMap.newKeySet();
        WebRtcSession session =
                endpoint.answer(
                        offered.body(),
                        EnumSet.allOf(MediaKind.class),
                        tracks -> listen(tracks, heard));
        String answer = description(session);
        HttpResponse<String> taken = send("POST", location(offered) + "/answer", SDP, answer);
        if (taken.statusCode() != 204) {
            throw new AssertionError(taken.statusCode() + " " + taken.body());
        }
        return new Call(session, location(offered), heard);
    }

    WebRtcSession offer(Set<String> heard) {
        return endpoint.offer(EnumSet.of(MediaKind.AUDIO), tracks -> listen(tracks, heard));
    }

    static String description(WebRtcSession session) throws Exception {
        return session.localDescription().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    static String location(HttpResponse<?> response) {
        return response.headers().firstValue("Location").orElseThrow();
    }

    private static void listen(List<RtpTrack> tracks, Set<String> heard) {
        for (RtpTrack track : tracks) {
            track.onPackets(new Ear(heard));
        }
    }

    /** Sends one packet on the audio track, on the loop, once there is one. */
    void say(WebRtcSession session, int sequence, String words) {
        byte[] bytes = words.getBytes(StandardCharsets.UTF_8);
        network.execute(
                () -> {
                    for (RtpTrack track : session.tracks()) {
                        if (track.kind() == MediaKind.AUDIO) {
                            track.send(
                                    OPUS, false, sequence, 960 * sequence, bytes, 0, bytes.length);
                        }
                    }
                });
    }

    @Override
    public void close() {
        endpoint.close();
        network.close();
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
