package io.calling.examples.phone;

import static io.calling.testkit.assertion.CallAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.calling.EndReason;
import io.calling.PeerId;
import io.calling.Privacy;
import io.calling.policy.Who;
import io.calling.testkit.Attack;
import io.calling.testkit.CallPair;
import io.calling.testkit.Party;
import io.calling.testkit.VirtualPeer;
import io.calling.testkit.junit.CallStoryExtension;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.net.LinkConditions;
import io.calling.testkit.net.VirtualNetwork;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The phone of this package in the hands of Alice, with whole calls and without a network. */
@ExtendWith({CallStoryExtension.class, LogLeakExtension.class})
class PhoneTest {
    private static final PeerId ALICE = PeerId.of("alice");
    private static final PeerId BOB = PeerId.of("bob");

    private final List<String> shown = new CopyOnWriteArrayList<>();
    private CallPair pair;
    private Phone phone;
    private Party alice;
    private Party bob;

    private void start() {
        start(CallPair.builder());
    }

    private void start(CallPair.Builder builder) {
        pair = builder.inTestTime(7).start();
        alice = pair.alice();
        bob = pair.bob();
        phone = new Phone(alice.agent(), alice::newMedia, alice::observe, new ListedScreen());
    }

    private VirtualNetwork network() {
        return pair.virtualNetwork().orElseThrow();
    }

    private void aliceAndBobTalk() {
        phone.call(BOB);
        bob.accept();
        assertThat(alice).isActiveWithin(Duration.ofSeconds(5));
        assertThat(alice).heard(bob.tone());
        assertThat(bob).heard(alice.tone());
    }

    @AfterEach
    void close() {
        pair.close();
    }

    @Test
    void itRingsIsAcceptedAndBothHearEachOther() {
        start();
        bob.place(ALICE);
        pair.expect("the screen to ring", () -> shown.contains("bob rings"));
        assertThat(alice).saidNothing();
        phone.accept();
        assertThat(bob).isActiveWithin(Duration.ofSeconds(5)).isRelayed().heard(alice.tone());
        assertThat(alice).isActive().isEncrypted().heard(bob.tone());
        assertThat(shown)
                .containsExactly("bob rings", "quiet", "Ringing", "Connecting", "Talking to bob");
    }

    @Test
    void keysAreHeardAndShown() {
        start();
        aliceAndBobTalk();
        List<Character> heard = new CopyOnWriteArrayList<>();
        bob.call().onKey(heard::add);
        phone.line().press("42#");
        bob.call().press("0");
        pair.expect("the keys", () -> heard.equals(List.of('4', '2', '#')));
        pair.expect("the screen to show it", () -> shown.contains("bob presses 0"));
    }

    @Test
    void aDeclinedCallerIsTold() {
        start();
        bob.place(ALICE);
        pair.expect("the screen to ring", () -> shown.contains("bob rings"));
        phone.decline();
        assertThat(bob).endedWith(EndReason.DECLINED).heardNothing();
        assertThat(shown).containsExactly("bob rings", "quiet");
    }

    @Test
    void aBlockedCallerFindsNobodyAtHome() {
        start(CallPair.builder().alice(agent -> agent.policy(Phone.policy(Who.oneOf(BOB)))));
        bob.place(ALICE);
        assertThat(bob).endedWith(EndReason.UNANSWERED, Duration.ofSeconds(61));
        assertThat(shown).isEmpty();
        assertThat(pair.signaling()).carriedNothingTo(bob);
        assertThat(network()).carriedNoAddressOf(alice).to(bob);
    }

    @Test
    void whoHidesInMidCallGoesOnTalkingThroughRelays() {
        start(CallPair.builder().agents(agent -> agent.privacy(Privacy.DIRECT)));
        aliceAndBobTalk();
        phone.line().hideMe();
        pair.pass(Duration.ofSeconds(5));
        int before = bob.heard().frames();
        pair.pass(Duration.ofSeconds(2));
        assertThat(alice).isActive();
        assertThat(bob.heard().frames()).isGreaterThan(before + 90);
    }

    @Test
    void whereTheRelayDiesAnotherTakesOver() {
        start(CallPair.builder().relays(2));
        aliceAndBobTalk();
        pair.relay(1).die();
        pair.pass(Duration.ofSeconds(15));
        int before = bob.heard().frames();
        pair.pass(Duration.ofSeconds(2));
        assertThat(alice).isActive();
        assertThat(bob.heard().frames()).isGreaterThan(before + 90);
        assertThat(pair.relay(2).allocations()).isPositive();
    }

    @Test
    void whoWalksOutOfTheWifiIsHeardAgain() {
        start();
        aliceAndBobTalk();
        alice.link().readdress("192.0.2.99");
        pair.pass(Duration.ofSeconds(15));
        int before = bob.heard().frames();
        pair.pass(Duration.ofSeconds(2));
        assertThat(alice).isActive().isRelayed();
        assertThat(bob.heard().frames()).isGreaterThan(before + 90);
        assertThat(network()).carriedNoAddressOf(alice).to(bob);
    }

    @Test
    void whereBothCallAtOnceThereIsOneCall() {
        start();
        phone.call(BOB);
        bob.place(ALICE);
        assertThat(alice).isActiveWithin(Duration.ofSeconds(5)).heard(bob.tone());
        assertThat(bob).isActive().heard(alice.tone());
        assertThat(shown).doesNotContain("bob rings");
    }

    @Test
    void withATenthOfAllPacketsLostTheyStillTalk() {
        start();
        LinkConditions poor = LinkConditions.delayed(Duration.ofMillis(40)).loss(0.1);
        alice.link().conditions(poor);
        aliceAndBobTalk();
        pair.pass(Duration.ofSeconds(30));
        assertThat(alice).isActive().heard(bob.tone(), Duration.ofSeconds(26));
        assertThat(bob).isActive().heard(alice.tone(), Duration.ofSeconds(26));
        assertThat(bob.heard().gaps()).isPositive();
    }

    @Test
    void hostilePeersLearnNothing() {
        start();
        VirtualPeer mallory = pair.stranger("mallory", "203.0.113.66");
        for (Attack attack : Attack.values()) {
            attack.play(mallory, ALICE);
            pair.pass(Duration.ofSeconds(3));
        }
        assertThat(mallory.caught()).isZero();
        assertThat(network()).carriedNoAddressOf("alice").to("mallory").lookedUpNoName();
        assertThat(alice.microphone().framesDrawn()).isZero();
        assertThat(pair.relay().counters().packetsToPeers()).isZero();
    }

    @Test
    void twoHoursPassInNoTime() {
        start();
        aliceAndBobTalk();
        alice.microphone().pause();
        bob.microphone().pause();
        pair.pass(Duration.ofHours(2));
        alice.microphone().play(alice.tone());
        int before = bob.heard().framesOf(alice.tone());
        pair.pass(Duration.ofSeconds(2));
        assertThat(bob.heard().framesOf(alice.tone())).isGreaterThan(before + 90);
        phone.line().hangUp();
        assertThat(bob).endedWith(EndReason.HUNG_UP);
        assertThat(shown.get(shown.size() - 1)).isEqualTo(EndReason.HUNG_UP.advice());
    }

    private final class ListedScreen implements Screen {
        @Override
        public void ring(PeerId caller) {
            shown.add(caller + " rings");
        }

        @Override
        public void stopRinging() {
            shown.add("quiet");
        }

        @Override
        public void show(String line) {
            shown.add(line);
        }
    }
}
