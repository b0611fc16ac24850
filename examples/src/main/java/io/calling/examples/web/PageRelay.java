package io.calling.examples.web;

import io.calling.examples.CommandLine;
import io.calling.examples.Json;
import io.calling.examples.RelayOptions;
import io.calling.examples.UsageException;
import io.calling.ice.turn.RelayProvider;
import io.calling.ice.turn.RelayServer;
import io.calling.testkit.relay.EmbeddedRelay;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The relays that the Java side and the page use: those of the command line, or an embedded one.
 */
public final class PageRelay implements AutoCloseable {
    private static final String USER = "page";
    private static final int ALLOCATIONS = 256;

    private final List<RelayServer> servers;
    private final String username;
    private final String password;
    private final @Nullable EmbeddedRelay embedded;

    private PageRelay(
            List<RelayServer> servers,
            String username,
            String password,
            @Nullable EmbeddedRelay embedded) {
        this.servers = List.copyOf(servers);
        this.username = username;
        this.password = password;
        this.embedded = embedded;
    }

    /**
     * The relays that were named, or one on loopback where none is.
     *
     * @throws IOException if the embedded one cannot start
     */
    public static PageRelay open(CommandLine line) throws UsageException, IOException {
        List<RelayServer> named = RelayOptions.relays(line);
        if (!named.isEmpty()) {
            return new PageRelay(
                    named,
                    line.value("username").orElse(""),
                    line.value("password").orElse(""),
                    null);
        }
        String password = randomPassword();
        EmbeddedRelay relay =
                EmbeddedRelay.builder()
                        .user(USER, password)
                        .quotas(ALLOCATIONS, ALLOCATIONS)
                        .start();
        return new PageRelay(List.of(relay.server(USER)), USER, password, relay);
    }

    private static String randomPassword() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** For the Java side. */
    public RelayProvider provider() {
        return RelayProvider.of(servers.toArray(RelayServer[]::new));
    }

    /** For the page: {@code RTCIceServer} objects (W3C WebRTC, 4.2.2), as JSON. */
    public String json() {
        return servers.stream()
                .map(server -> json(server.uri().toString()))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private String json(String uri) {
        return new Json()
                .begin()
                .field("urls", uri)
                .field("username", username)
                .field("credential", password)
                .end()
                .toString();
    }

    /** For people. */
    public String description() {
        String uris =
                servers.stream()
                        .map(server -> server.uri().toString())
                        .collect(Collectors.joining(", "));
        return embedded == null ? uris : uris + ", embedded";
    }

    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
    }
}
