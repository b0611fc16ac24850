package io.calling.benchmarks.hosts;

import io.calling.PeerId;
import io.calling.signaling.SignalingChannel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A party's end of the {@link Switch}, which is its signaling channel too. */
public final class Wire implements SignalingChannel {
    private static final String DATA = "data: ";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final String name;
    private volatile @Nullable Handler handler;

    public Wire(String base, String name) {
        this.base = base;
        this.name = name;
    }

    /** Reads until the switch is closed. */
    public void read(Consumer<String> onCommand) throws IOException, InterruptedException {
        http.send(
                        HttpRequest.newBuilder(URI.create(base + "/lines?to=" + name)).build(),
                        HttpResponse.BodyHandlers.ofLines())
                .body()
                .filter(line -> line.startsWith(DATA))
                .map(line -> line.substring(DATA.length()))
                .forEach(line -> take(line, onCommand));
    }

    private void take(String line, Consumer<String> onCommand) {
        Handler signaling = handler;
        if (line.startsWith("signal ") && signaling != null) {
            signaling.onMessage(PeerId.of("other"), line.substring("signal ".length()));
        } else {
            onCommand.accept(line);
        }
    }

    public void say(String line) throws IOException, InterruptedException {
        http.send(
                HttpRequest.newBuilder(URI.create(base + "/say?from=" + name))
                        .POST(HttpRequest.BodyPublishers.ofString(line))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
    }

    @Override
    public void send(PeerId to, String message) throws Exception {
        say("signal " + message);
    }

    @Override
    public void onMessage(Handler value) {
        handler = value;
    }
}
