package io.calling.testkit.ice;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.IceTransports;
import io.calling.ice.StunUri;
import io.calling.ice.TransportPolicy;
import io.calling.ice.exposure.Audience;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the account of a direct call says of a STUN server, whatever becomes of the question. */
@ExtendWith({ThreadLeakExtension.class, LogLeakExtension.class})
class StunServerExposureTest {
    private static final StunUri NOBODY = StunUri.parse("stun:203.0.113.77");
    private static final String UNKNOWN = "your public address, as 203.0.113.77:3478 sees it";

    private final IceWorld world = new IceWorld();

    @BeforeEach
    void relay() throws IOException {
        world.relay(); // 203.0.113.1, which answers Binding requests as well
    }

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    private IceEnd asking(StunUri stun) {
        IceEnd alice =
                new IceEnd(
                        world.aliceHost,
                        world.everyRelay(),
                        builder -> builder.policy(TransportPolicy.ALL).stunServers(stun));
        alice.transport.gather();
        return world.opened(alice);
    }

    private static List<String> learnt(IceEnd end) {
        return told(end, Audience.STUN_SERVER);
    }

    private static List<String> toldTheResolver(IceEnd end) {
        return told(end, Audience.RESOLVER);
    }

    private static List<String> told(IceEnd end, Audience audience) {
        return end.transport.ledger().report().to(audience).stream()
                .map(e -> e.subject().words() + ", " + e.value())
                .toList();
    }

    @Test
    void L36_aServerThatNeverAnswersHasLearntOurAddressAllTheSame() {
        IceEnd alice = asking(NOBODY);
        world.await("the end of gathering", alice::isGathered);
        assertThat(learnt(alice)).containsExactly(UNKNOWN);
    }

    @Test
    void L36_aCallThatEndsWhileAServerIsAskedSaysSo() {
        IceEnd alice = asking(NOBODY);
        world.pass(Duration.ofMillis(400));
        alice.close();
        world.pass(Duration.ofMillis(1));
        assertThat(learnt(alice)).containsExactly(UNKNOWN);
    }

    @Test
    void L36_aSocketThatIsClosedWhileAServerIsAskedIsInTheAccount() {
        IceEnd alice = asking(NOBODY);
        world.pass(Duration.ofMillis(400));
        alice.transport.relayOnly();
        world.pass(Duration.ofMillis(1));
        assertThat(learnt(alice)).containsExactly(UNKNOWN);
    }

    @Test
    void L36_aServersNameIsLookedUpAndTheAccountSaysSo() {
        world.network.name("stun.example", "203.0.113.1");
        IceEnd alice = asking(StunUri.parse("stun:stun.example"));
        world.await("the end of gathering", alice::isGathered);
        assertThat(toldTheResolver(alice))
                .containsExactly("the name of your STUN server, stun.example");
        IceEnd again = asking(StunUri.parse("stun:stun.example"));
        world.await("the end of gathering", again::isGathered);
        assertThat(toldTheResolver(again)).as("a name that is remembered").isEmpty();
    }

    @Test
    void L36_aServerThatIsLookedUpAfreshSinceItSaysNothingIsInTheAccount() {
        StunUri silent = StunUri.parse("stun:stun.example");
        world.network.name("stun.example", "203.0.113.77");
        IceTransports.prepare(world.aliceHost.network(), null, silent);
        world.pass(Duration.ofSeconds(1));
        IceEnd alice = asking(silent);
        assertThat(toldTheResolver(alice)).isEmpty();
        world.await("the end of gathering", alice::isGathered);
        assertThat(toldTheResolver(alice))
                .containsExactly("the name of your STUN server, stun.example");
    }

    @Test
    void L36_aServerThatSeesTheAddressWhichWeHaveHasLearntIt() {
        IceEnd alice = asking(StunUri.parse("stun:203.0.113.1"));
        world.await("the end of gathering", alice::isGathered);
        assertThat(learnt(alice)).singleElement().asString().contains("192.0.2.17:");
    }
}
