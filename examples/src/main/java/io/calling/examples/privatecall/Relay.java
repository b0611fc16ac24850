package io.calling.examples.privatecall;

import io.calling.ice.turn.RelayProvider;
import io.calling.testkit.relay.EmbeddedRelay;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The relay of the call: the one of the command line, the embedded one, or none. */
final class Relay implements AutoCloseable {
    private final PrivateCallOptions options;
    private final @Nullable EmbeddedRelay embedded;

    private Relay(PrivateCallOptions options, @Nullable EmbeddedRelay embedded) {
        this.options = options;
        this.embedded = embedded;
    }

    static Relay open(PrivateCallOptions options) throws IOException {
        if (options.noRelay() || options.relay().isPresent()) {
            return new Relay(options, null);
        }
        EmbeddedRelay embedded =
                EmbeddedRelay.builder()
                        .user("alice", randomPassword())
                        .user("bob", randomPassword())
                        .start();
        options.corrupt().ifPresent(damage -> embedded.faults().flipOneByteOf(damage::hits));
        return new Relay(options, embedded);
    }

    private static String randomPassword() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    RelayProvider forUser(String name) {
        if (embedded != null) {
            return RelayProvider.of(embedded.server(name));
        }
        return options.relay().map(RelayProvider::of).orElseGet(RelayProvider::of);
    }

    String description() {
        if (embedded != null) {
            return embedded.uri() + ", embedded";
        }
        return options.relay().map(relay -> relay.uri().toString()).orElse("none");
    }

    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
    }
}
