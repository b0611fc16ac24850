package io.calling.ice.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calling.ice.testing.Await;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The values that name relays, and where they come from. */
class RelayServerTest {
    private static final RelayServer SERVER = RelayServer.of("turn:example.org", "somebody", "key");

    @Test
    void L23_credentialsNeverPrint() {
        assertThat(SERVER).hasToString("RelayServer[turn:example.org]");
        EphemeralCredentials derived = EphemeralCredentials.derive("secret", "id", Instant.EPOCH);
        assertThat(derived).hasToString("EphemeralCredentials");
    }

    @Test
    void emptyCredentialsAreTheCallersBugAndNotRepeated() {
        assertThatThrownBy(() -> RelayServer.of("turn:example.org", "", "topsecret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("username")
                .hasMessageNotContaining("topsecret");
        assertThatThrownBy(() -> RelayServer.of("turn:example.org", "u", "x".repeat(509)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("password");
    }

    @Test
    void serversAreValues() {
        assertThat(RelayServer.of("turn:example.org", "somebody", "key"))
                .isEqualTo(SERVER)
                .hasSameHashCodeAs(SERVER);
        assertThat(RelayServer.of("turn:example.org", "somebody", "other")).isNotEqualTo(SERVER);
        assertThat(SERVER.inRegion("eu")).isNotEqualTo(SERVER);
        assertThat(SERVER.expiringAt(Instant.EPOCH)).isNotEqualTo(SERVER);
    }

    @Test
    void whatIsAddedKeepsTheRest() {
        RelayServer full = SERVER.inRegion("eu").expiringAt(Instant.EPOCH);
        assertThat(full.uri()).isEqualTo(SERVER.uri());
        assertThat(full.username()).isEqualTo("somebody");
        assertThat(full.region()).contains("eu");
        assertThat(full.expiresAt()).contains(Instant.EPOCH);
        assertThat(SERVER.region()).isEmpty();
    }

    @Test
    void L30_aPinnedRegionLeavesOutAllOthers() {
        RelayServer eu = SERVER.inRegion("eu");
        RelayServer us = SERVER.inRegion("us");
        RelayProvider pinned = RelayProvider.of(us, SERVER, eu).inRegion("eu");
        assertThat(Await.result(pinned.relays())).containsExactly(eu);
        assertThat(Await.result(RelayProvider.of(us).inRegion("eu").relays())).isEmpty();
    }

    @Test
    void refreshingAsksEachTime() {
        AtomicInteger asked = new AtomicInteger();
        RelayProvider provider =
                RelayProvider.refreshing(
                        () -> {
                            asked.incrementAndGet();
                            return CompletableFuture.completedFuture(List.of(SERVER));
                        });
        Await.result(provider.relays());
        Await.result(provider.relays());
        assertThat(asked).hasValue(2);
    }

    /** Computed with {@code openssl dgst -sha1 -hmac}. */
    @Test
    void derivedCredentialsAreThoseOfTheTurnRestApi() {
        EphemeralCredentials derived =
                EphemeralCredentials.derive(
                        "north", "x7f3", Instant.ofEpochSecond(1_700_000_000).plusMillis(900));
        assertThat(derived.username()).isEqualTo("1700000000:x7f3");
        assertThat(derived.password()).isEqualTo("Ir/dyQ/dKY8mmpsgGOGs0xSpB54=");
        assertThat(derived.at("turn:example.org").expiresAt())
                .contains(Instant.ofEpochSecond(1_700_000_000));
    }

    @Test
    void aSecretOrAnIdOfNoUseIsTheCallersBug() {
        assertThatThrownBy(() -> EphemeralCredentials.derive("", "id", Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EphemeralCredentials.derive("secret", "a:b", Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
