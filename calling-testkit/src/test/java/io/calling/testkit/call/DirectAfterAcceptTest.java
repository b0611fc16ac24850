package io.calling.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.CallSecurity;
import io.calling.CallSession;
import io.calling.Privacy;
import io.calling.policy.Who;
import io.calling.testkit.CallPair;
import io.calling.testkit.Party;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.SocketLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import io.calling.testkit.net.Sighting;
import io.calling.testkit.net.TestClock;
import io.calling.testkit.net.VirtualNetwork;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A call that begins relayed, goes direct once people know each other, and is made private again.
 */
@ExtendWith({ThreadLeakExtension.class, SocketLeakExtension.class, LogLeakExtension.class})
class DirectAfterAcceptTest {
    private final VirtualNetwork world = VirtualNetwork.on(new TestClock(), 6);
    private final CallPair pair =
            CallPair.builder()
                    .on(world)
                    .agents(agent -> agent.privacy(Privacy.directAfterAccept(Who.contacts())))
                    .start();

    @AfterEach
    void close() {
        pair.close();
    }

    private void confirm(Party party) {
        CallSession call = party.call();
        call.confirmSas(call.security().flatMap(CallSecurity::sas).orElseThrow());
    }

    /** Packets and messages with an address of one of them, at the other. */
    private long sightings() {
        return Stream.of(
                        world.log().sightings("alice", "bob"),
                        world.log().sightings("bob", "alice"))
                .flatMap(List::stream)
                .mapToLong(Sighting::times)
                .sum();
    }

    @Test
    void nothingIsSeenOfTheOtherUntilBothPeopleConfirmedAndNothingAfterOneTookItBack() {
        pair.connect();
        pair.pass(Duration.ofSeconds(5));
        assertThat(sightings()).as("before").isZero();
        confirm(pair.alice());
        confirm(pair.bob());
        pair.expect("a direct path", () -> sightings() > 50);
        assertThat(pair.bob().heard().gaps()).as("gaps in what Bob hears").isZero();

        pair.alice().call().privacy(Privacy.RELAY_ONLY);
        pair.pass(Duration.ofSeconds(1));
        long before = sightings();
        pair.pass(Duration.ofSeconds(10));
        assertThat(sightings()).as("after it was taken back").isEqualTo(before);
        pair.bob().awaitHearing(pair.alice().tone());
        assertThat(pair.alice().call().exposure().toText()).contains("your address");
    }

    /** What the channel lost by then is not said again. */
    @Test
    void anAddressThatWasLostOnItsWayIsNotToldAfterItWasTakenBack() {
        pair.connect();
        pair.signaling().lose(message -> message.text().contains(",host"));
        confirm(pair.alice());
        confirm(pair.bob());
        pair.pass(Duration.ofMillis(100));
        assertThat(pair.signaling().messages())
                .anyMatch(message -> message.text().contains(",host"));

        pair.alice().call().privacy(Privacy.RELAY_ONLY);
        pair.pass(Duration.ofMillis(100));
        pair.signaling().behave();
        pair.pass(Duration.ofSeconds(20));
        assertThat(sightings()).isZero();
    }

    @Test
    void theWordOfOneSideAloneShowsNothingOfIt() {
        pair.connect();
        pair.pass(Duration.ofSeconds(1));
        pair.alice().call().privacy(Privacy.RELAY_ONLY);
        pair.pass(Duration.ofSeconds(1)); // until Bob is told
        confirm(pair.alice());
        confirm(pair.bob());
        pair.pass(Duration.ofSeconds(20));
        assertThat(sightings()).isZero();
    }
}
