package io.calling.testkit.ice;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.IceFailure;
import io.calling.ice.IceTransports;
import io.calling.ice.StunUri;
import io.calling.ice.TransportPolicy;
import io.calling.ice.exposure.Audience;
import io.calling.ice.turn.RelayProvider;
import io.calling.ice.turn.RelayServer;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import io.calling.testkit.relay.EmbeddedRelay;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** When a relay's name is looked up, and what becomes of a call whose relay moved. */
@ExtendWith({ThreadLeakExtension.class, LogLeakExtension.class})
class RelayNamesTest {
    private static final String NAME = "relay.example";
    private static final RelayProvider BY_NAME =
            RelayProvider.of(RelayServer.of("turn:" + NAME, "user", "secret"));

    private final IceWorld world = new IceWorld();

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    private IceEnd alice() {
        return world.opened(new IceEnd(world.aliceHost, BY_NAME));
    }

    private EmbeddedRelay named(EmbeddedRelay relay) {
        world.network.name(NAME, relay.address().getAddress().getHostAddress());
        return relay;
    }

    private List<String> lookedUp() {
        return world.network.namesLookedUp();
    }

    @Test
    void L34_aNamePreparedAheadIsNotLookedUpForTheCall() throws IOException {
        EmbeddedRelay relay = named(world.relay());
        IceTransports.prepare(world.aliceHost.network(), BY_NAME);
        world.pass(Duration.ofSeconds(1));
        assertThat(lookedUp()).containsExactly(NAME);

        for (int call = 0; call < 5; call++) {
            IceEnd alice = alice();
            IceEnd bob = world.bob();
            world.call(alice, bob);
            assertThat(world.inUse(alice)).isEqualTo(relay);
            assertThat(alice.transport.ledger().report().to(Audience.RESOLVER)).isEmpty();
            alice.close();
            bob.close();
        }
        assertThat(lookedUp()).containsExactly(NAME);
    }

    @Test
    void L36_aCallThatHadToLookItUpSaysSo() throws IOException {
        named(world.relay());
        IceEnd alice = alice();
        world.call(alice, world.bob());
        assertThat(alice.transport.ledger().report().to(Audience.RESOLVER)).hasSize(1);
    }

    @Test
    void aRelayThatMovedIsFoundWhereItsNameNowLeads() throws IOException {
        EmbeddedRelay gone = named(world.relay());
        EmbeddedRelay moved = world.relay();
        IceTransports.prepare(world.aliceHost.network(), BY_NAME);
        world.pass(Duration.ofMinutes(2));
        gone.die();
        named(moved);

        IceEnd alice = alice();
        IceEnd bob = world.opened(new IceEnd(world.bobHost, RelayProvider.of(IceWorld.at(moved))));
        world.call(alice, bob);

        assertThat(world.inUse(alice)).isEqualTo(moved);
        assertThat(lookedUp()).containsExactly(NAME, NAME);
        assertThat(alice.transport.ledger().report().to(Audience.RESOLVER)).hasSize(1);
    }

    @Test
    void L34_aRelayThatDiedIsNotLookedUpWhereAnotherServes() throws IOException {
        EmbeddedRelay gone = named(world.relay());
        EmbeddedRelay other = world.relay();
        gone.die();
        RelayProvider both =
                RelayProvider.of(
                        RelayServer.of("turn:" + NAME, "user", "secret"), IceWorld.at(other));
        IceTransports.prepare(world.aliceHost.network(), both);
        world.pass(Duration.ofMinutes(2));

        IceEnd alice = world.opened(new IceEnd(world.aliceHost, both));
        world.call(alice, world.opened(new IceEnd(world.bobHost, both)));
        world.pass(Duration.ofMinutes(1));

        assertThat(world.inUse(alice)).isEqualTo(other);
        assertThat(lookedUp()).containsExactly(NAME, NAME); // one of each host
    }

    @Test
    void aRelayThatIsGoneForGoodIsUnreachableAndNotLookedUpForEachCall() throws IOException {
        named(world.relay()).die();
        IceTransports.prepare(world.aliceHost.network(), BY_NAME);
        world.pass(Duration.ofMinutes(2));
        for (int call = 0; call < 10; call++) {
            IceEnd alice = alice();
            Duration begun = world.elapsed();
            alice.transport.gather();
            world.await("the end", () -> alice.failure != null);
            assertThat(alice.failure).isEqualTo(IceFailure.RELAY_UNREACHABLE);
            assertThat(world.elapsed().minus(begun)).isLessThanOrEqualTo(Duration.ofSeconds(10));
        }
        assertThat(lookedUp()).hasSize(2);
    }

    @Test
    void whatOneCallFindsOutIsNewToAnotherThatDialledBefore() throws IOException {
        EmbeddedRelay gone = named(world.relay());
        EmbeddedRelay moved = world.relay();
        IceTransports.prepare(world.aliceHost.network(), BY_NAME);
        world.pass(Duration.ofMinutes(2));
        gone.die();
        named(moved);

        IceEnd first = alice();
        first.transport.gather();
        world.pass(Duration.ofSeconds(1));
        IceEnd second = alice();
        second.transport.gather();
        world.await("addresses of both", () -> first.isGathered() && second.isGathered());

        assertThat(second.failure).isNull();
        assertThat(second.candidates).isNotEmpty();
        assertThat(lookedUp()).containsExactly(NAME, NAME);
    }

    @Test
    void aForgedNameThatLedToARefusalIsNotKeptForADay() throws IOException {
        named(world.relay(5, relay -> relay.user("user", "not the secret")));
        EmbeddedRelay real = world.relay();
        IceTransports.prepare(world.aliceHost.network(), BY_NAME);
        world.pass(Duration.ofMinutes(3));
        IceEnd deceived = alice();
        deceived.transport.gather();
        world.await("the end", () -> deceived.failure != null);
        assertThat(deceived.failure).isEqualTo(IceFailure.RELAY_UNAUTHORIZED);
        named(real);
        world.pass(Duration.ofMinutes(3));

        IceEnd alice = alice();
        world.call(
                alice,
                world.opened(new IceEnd(world.bobHost, RelayProvider.of(IceWorld.at(real)))));

        assertThat(world.inUse(alice)).isEqualTo(real);
        assertThat(lookedUp()).hasSize(3); // ahead, and for the two calls
    }

    @Test
    void aNameThatNobodyKnowsIsUnreachableUntilSomebodyDoes() throws IOException {
        EmbeddedRelay relay = world.relay();
        IceTransports.prepare(world.aliceHost.network(), BY_NAME);
        IceEnd early = alice();
        early.transport.gather();
        world.await("the end", () -> early.failure != null);
        assertThat(early.failure).isEqualTo(IceFailure.RELAY_UNREACHABLE);

        named(relay);
        world.pass(Duration.ofSeconds(31)); // by when it has been tried again
        List<String> before = lookedUp();
        world.call(alice(), world.bob());
        assertThat(lookedUp()).isEqualTo(before);
    }

    @Test
    void aNameThatCouldNotBeLookedUpIsLookedUpForTheCallThatNeedsIt() throws IOException {
        IceTransports.prepare(world.aliceHost.network(), BY_NAME);
        world.pass(Duration.ofHours(1));
        named(world.relay());
        world.pass(Duration.ofSeconds(6));
        IceEnd alice = alice();
        world.call(alice, world.bob());
        assertThat(alice.failure).isNull();
    }

    @Test
    void L34_aStunServersNameIsPreparedToo() throws IOException {
        world.relay();
        StunUri stun = StunUri.parse("stun:stun.example");
        world.network.name("stun.example", "203.0.113.1");
        IceTransports.prepare(world.aliceHost.network(), null, stun);
        world.pass(Duration.ofSeconds(1));
        assertThat(lookedUp()).containsExactly("stun.example");

        for (int call = 0; call < 3; call++) {
            IceEnd alice = direct(stun);
            alice.transport.gather();
            world.await("candidates", alice::isGathered);
            assertThat(alice.candidates).isNotEmpty();
            alice.close();
        }
        assertThat(lookedUp()).containsExactly("stun.example");
    }

    private IceEnd direct(StunUri stun) {
        return world.opened(
                new IceEnd(
                        world.aliceHost,
                        world.everyRelay(),
                        builder -> builder.policy(TransportPolicy.ALL).stunServers(stun)));
    }

    @Test
    void aStunServerThatMovedIsFoundByALaterCall() {
        StunUri stun = StunUri.parse("stun:stun.example");
        world.network.name("stun.example", "203.0.113.77"); // where nobody is
        IceTransports.prepare(world.aliceHost.network(), null, stun);
        world.pass(Duration.ofMinutes(2));
        IceEnd alice = direct(stun);
        alice.transport.gather();
        world.await("the end of gathering", alice::isGathered);
        world.pass(Duration.ofSeconds(1));
        assertThat(lookedUp()).hasSize(2);
    }
}
