package io.calling;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.Bench.Device;
import io.calling.Bench.Silence;
import io.calling.CallState.Active;
import io.calling.CallState.Ended;
import io.calling.CallState.Ringing;
import io.calling.policy.CallLimits;
import io.calling.policy.CallPolicy;
import io.calling.policy.CallerFacts;
import io.calling.policy.Decision;
import io.calling.policy.DeviceState;
import io.calling.policy.QuietHours;
import io.calling.policy.Relation;
import io.calling.policy.Who;
import io.calling.signaling.Envelope;
import io.calling.signaling.MessageText;
import io.calling.signaling.Messages;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the agent makes of its policy. */
class ReceptionTest {
    private static final PeerId CAROL = PeerId.of("carol");
    private static final CallPolicy CONTACTS =
            CallPolicy.builder().ring(Who.contacts()).revealPresence(Who.contacts()).build();

    private final Bench bench = new Bench();
    private final Device alice = bench.device(Bench.ALICE);
    private final List<CallSummary> past = new ArrayList<>();

    private Device carol(CallPolicy policy) {
        Device carol = bench.device(CAROL, config -> Bench.withPolicy(config, policy));
        carol.agent.onHistory(past::add);
        return carol;
    }

    private static CallPolicy limited(CallLimits limits) {
        return CallPolicy.builder().ring(Who.contacts()).limits(limits).build();
    }

    private CallSession place() {
        return alice.agent.place(CAROL, new Silence().media());
    }

    /** Alice calls, hears it ring for a second, and gives up. */
    private void callInVain() {
        CallSession call = place();
        bench.pass(Duration.ofSeconds(1));
        call.hangUp();
        bench.network.run();
    }

    @Test
    void aCallerWhoExceedsTheLimitSeesAnUnansweredCallAndCausesNothing() {
        Device carol = carol(limited(CallLimits.NONE.perCaller(2, Duration.ofMinutes(5))));
        callInVain();
        callInVain();
        assertThat(carol.ringing).hasSize(2);
        int sent = carol.sent.size();
        int allocated = carol.ends.size();
        CallSession third = place();
        bench.pass(CallTimes.DEFAULT.ring());
        assertThat(third.state()).isEqualTo(new Ended(EndReason.UNANSWERED));
        assertThat(carol.ringing).hasSize(2);
        assertThat(carol.sent).hasSize(sent);
        assertThat(carol.ends).hasSize(allocated);
    }

    @Test
    void aLimitLiftsAsTimePasses() {
        Device carol = carol(limited(CallLimits.NONE.perCaller(2, Duration.ofMinutes(5))));
        callInVain();
        callInVain();
        bench.pass(Duration.ofMinutes(5));
        callInVain();
        assertThat(carol.ringing).hasSize(3);
    }

    @Test
    void whoCallsAgainAndAgainInVainRestsUntilOurUserCallsBack() {
        CallLimits limits =
                CallLimits.NONE.coolDown(2, Duration.ofMinutes(10), Duration.ofHours(1));
        Device carol = carol(limited(limits));
        callInVain();
        callInVain();
        callInVain();
        assertThat(carol.ringing).hasSize(2);
        assertThat(past.get(2).decision())
                .hasValueSatisfying(
                        decision -> assertThat(decision.rule()).contains("calls in vain 2 times"));
        carol.agent.place(Bench.ALICE, new Silence().media()).hangUp();
        bench.network.run();
        callInVain();
        assertThat(carol.ringing).hasSize(3);
    }

    @Test
    void anAnsweredCallIsNotInVain() {
        CallLimits limits =
                CallLimits.NONE.coolDown(1, Duration.ofMinutes(10), Duration.ofHours(1));
        Device carol = carol(limited(limits));
        CallSession call = place();
        carol.rings().accept(new Silence().media());
        bench.network.run();
        assertThat(call.state()).isEqualTo(new Active());
        call.hangUp();
        bench.network.run();
        callInVain();
        assertThat(carol.ringing).hasSize(2);
    }

    @Test
    void aContactHearsThatALineIsBusyAndAStrangerDoesNot() {
        CallPolicy policy = CONTACTS.toBuilder().limits(CallLimits.NONE.waiting(1)).build();
        carol(policy);
        Device bob = bench.device(Bench.BOB);
        place();
        bench.network.run();
        CallSession second = bob.agent.place(CAROL, new Silence().media());
        bench.network.run();
        assertThat(second.state()).isEqualTo(new Ended(EndReason.BUSY));
        CallPolicy discreet = limited(CallLimits.NONE.waiting(1));
        PeerId dave = PeerId.of("dave");
        Device daves = bench.device(dave, config -> Bench.withPolicy(config, discreet));
        bob.agent.place(dave, new Silence().media());
        bench.network.run();
        CallSession unanswered = alice.agent.place(dave, new Silence().media());
        bench.network.run();
        assertThat(unanswered.state()).isEqualTo(new Ringing(false));
        assertThat(daves.sent).isEmpty();
    }

    @Test
    void callsGoingOnAreCounted() {
        CallPolicy policy = CONTACTS.toBuilder().limits(CallLimits.NONE.ongoing(1)).build();
        Device carol = carol(policy);
        place();
        carol.rings().accept(new Silence().media());
        bench.network.run();
        CallSession second = bench.device(Bench.BOB).agent.place(CAROL, new Silence().media());
        bench.network.run();
        assertThat(second.state()).isEqualTo(new Ended(EndReason.BUSY));
    }

    @Test
    void quietHoursAreThoseOfTheUsersZone() {
        ZoneId zone = ZoneOffset.ofHours(5);
        LocalTime there = LocalTime.ofInstant(bench.network.now(), zone).withSecond(0).withNano(0);
        assertThat(ringsInQuietHours(zone, there.minusHours(1), there.plusHours(1))).isFalse();
        assertThat(ringsInQuietHours(zone, there.plusHours(1), there.plusHours(2))).isTrue();
    }

    private boolean ringsInQuietHours(ZoneId zone, LocalTime from, LocalTime to) {
        CallPolicy policy =
                CallPolicy.contacts().toBuilder().quietHours(QuietHours.daily(from, to)).build();
        PeerId peer = PeerId.of("in " + from);
        Device device =
                bench.device(
                        peer,
                        config ->
                                Bench.withKnowledge(
                                        Bench.withPolicy(config, policy),
                                        new Knowledge(
                                                config.knowledge().facts(), Set::of, zone, null)));
        alice.agent.place(peer, new Silence().media());
        bench.network.run();
        return !device.ringing.isEmpty();
    }

    @Test
    void theStateOfTheDeviceIsAskedForEachCall() {
        CallPolicy policy =
                CallPolicy.builder()
                        .silence(Who.callingWhile(DeviceState.DRIVING))
                        .ring(Who.contacts())
                        .build();
        List<DeviceState> states = new ArrayList<>(List.of(DeviceState.DRIVING));
        Device carol =
                bench.device(
                        CAROL,
                        config ->
                                Bench.withKnowledge(
                                        Bench.withPolicy(config, policy),
                                        new Knowledge(
                                                config.knowledge().facts(),
                                                () -> Set.copyOf(states),
                                                ZoneOffset.UTC,
                                                null)));
        callInVain();
        assertThat(carol.ringing).isEmpty();
        states.clear();
        callInVain();
        assertThat(carol.ringing).hasSize(1);
    }

    @Test
    void factsThatFailSilenceTheCaller() {
        Device carol =
                bench.device(
                        CAROL,
                        config ->
                                Bench.withFacts(
                                        Bench.withPolicy(config, CallPolicy.everyone()),
                                        peer -> {
                                            throw new IllegalStateException("no database");
                                        }));
        carol.agent.onHistory(past::add);
        CallSession call = place();
        bench.network.run();
        assertThat(carol.ringing).isEmpty();
        assertThat(carol.sent).isEmpty();
        assertThat(call.state()).isEqualTo(new Ringing(false));
        assertThat(past)
                .singleElement()
                .satisfies(summary -> assertThat(summary.reason()).isEqualTo(EndReason.POLICY));
    }

    @Test
    void factsThatComeWhenTheCallerNoLongerWaitsLetNothingRing() {
        Device carol =
                bench.device(
                        CAROL,
                        config ->
                                Bench.withFacts(
                                        config,
                                        peer -> {
                                            alice.channelLoses = true;
                                            bench.pass(Duration.ofSeconds(61));
                                            return CallerFacts.of(peer, Relation.CONTACT);
                                        }));
        place();
        bench.network.run();
        assertThat(carol.ringing).isEmpty();
        assertThat(carol.sent).isEmpty();
    }

    @Test
    void ourUserDoesNotCallWhomThePolicyForbidsAndNobodyHearsOfIt() {
        CallPolicy policy = CallPolicy.builder().dontCall(Who.not(Who.verified())).build();
        Device carol = carol(policy);
        Silence media = new Silence();
        CallSession call = carol.agent.place(Bench.ALICE, media.media());
        bench.network.run();
        assertThat(call.state()).isEqualTo(new Ended(EndReason.POLICY));
        assertThat(carol.sent).isEmpty();
        assertThat(carol.ends).isEmpty();
        assertThat(media.closed).isEqualTo(2);
        assertThat(past)
                .singleElement()
                .satisfies(
                        summary ->
                                assertThat(summary.decision().orElseThrow().rule())
                                        .isEqualTo("I do not call everyone but verified accounts"));
    }

    @Test
    void withCallsSwitchedOffOurUserCanStillCall() {
        Device carol = carol(CallPolicy.contacts().toBuilder().enabled(false).build());
        callInVain();
        assertThat(carol.ringing).isEmpty();
        CallSession own = carol.agent.place(Bench.ALICE, new Silence().media());
        alice.rings().accept(new Silence().media());
        bench.network.run();
        assertThat(own.state()).isEqualTo(new Active());
    }

    @Test
    void privacyIsThatOfTheRelationshipInBothDirections() {
        CallPolicy policy =
                CallPolicy.builder().ring(Who.anyone()).directAfterAccept(Who.contacts()).build();
        Device open =
                bench.device(
                        CAROL, config -> Bench.withPrivacy(Bench.withPolicy(config, policy), null));
        place();
        Decision.Ring ring = open.rings().decision();
        assertThat(ring.widestPrivacy()).isEqualTo(PrivacyMode.DIRECT_AFTER_ACCEPT);
        CallSession own = open.agent.place(Bench.BOB, new Silence().media());
        bench.network.run();
        assertThat(own.privacyReason()).isEqualTo(PrivacyReason.NOT_KNOWN_YET);
        Device narrow = bench.device(PeerId.of("dave"), config -> Bench.withPolicy(config, policy));
        CallSession relayed = narrow.agent.place(Bench.BOB, new Silence().media());
        bench.network.run();
        assertThat(relayed.privacyReason()).isEqualTo(PrivacyReason.OUR_CHOICE);
    }

    @Test
    void itRingsNoLongerThanThePolicySays() {
        Device carol =
                carol(CallPolicy.contacts().toBuilder().ringFor(Duration.ofSeconds(5)).build());
        place();
        IncomingCall ringing = carol.rings();
        bench.pass(Duration.ofSeconds(5));
        assertThat(ringing.endReason()).contains(EndReason.UNANSWERED);
    }

    @Test
    void aCallThatIsOverIsTold() {
        Device carol = carol(CallPolicy.contacts());
        CallSession call = place();
        carol.rings().accept(new Silence().media());
        bench.pass(Duration.ofSeconds(90));
        call.hangUp();
        bench.network.run();
        CallSummary summary = past.get(0);
        assertThat(summary.peer()).isEqualTo(Bench.ALICE);
        assertThat(summary.outgoing()).isFalse();
        assertThat(summary.talked()).isBetween(Duration.ofSeconds(89), Duration.ofSeconds(91));
        assertThat(summary.reason()).isEqualTo(EndReason.HUNG_UP);
        assertThat(summary.relayed()).isTrue();
        assertThat(summary.missed()).isFalse();
        assertThat(summary.toString()).doesNotContainPattern("[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+");
    }

    @Test
    void aMissedCallIsToldAndASilencedOneIsNotMissed() {
        carol(CallPolicy.contacts());
        callInVain();
        assertThat(past.get(0).missed()).isTrue();
        Device dave =
                bench.device(PeerId.of("dave"), config -> Bench.withFacts(config, CallerFacts::of));
        dave.agent.onHistory(past::add);
        alice.agent.place(PeerId.of("dave"), new Silence().media());
        bench.network.run();
        assertThat(past.get(1).missed()).isFalse();
        assertThat(past.get(1).decision())
                .contains(new Decision.Silence("no rule names the caller"));
    }

    @Test
    void aCallBeginsFromTheBytesOfAPushMessage() {
        Device carol = carol(CallPolicy.contacts());
        carol.deaf = true;
        place();
        bench.network.run();
        assertThat(carol.ringing).isEmpty();
        byte[] pushed = alice.sent.get(0).getBytes(StandardCharsets.US_ASCII);
        carol.agent.receive(Bench.ALICE, pushed);
        carol.agent.receive(Bench.ALICE, new byte[] {(byte) 0xFF, 0, 1});
        assertThat(carol.rings().caller()).isEqualTo(Bench.ALICE);
    }

    @Test
    void whoFloodsWithRefusedCallsDoesNotWinBackTheRightToRing() {
        Device carol = carol(limited(CallLimits.NONE.perCaller(1, Duration.ofHours(1))));
        callInVain();
        for (int i = 0; i < 300; i++) {
            CallSession call = place();
            bench.network.run();
            call.hangUp();
            bench.network.run();
        }
        assertThat(carol.ringing).hasSize(1);
        assertThat(past).hasSize(301);
    }

    @Test
    void strangersInGreatNumberDoNotMakeTheAgentForgetWhoRang() {
        CallPolicy policy = limited(CallLimits.NONE.perCaller(1, Duration.ofHours(1)));
        Device carol =
                bench.device(
                        CAROL,
                        config ->
                                Bench.withFacts(
                                        Bench.withPolicy(config, policy),
                                        peer ->
                                                peer.equals(Bench.ALICE)
                                                        ? CallerFacts.of(peer, Relation.CONTACT)
                                                        : CallerFacts.of(peer)));
        callInVain();
        Messages messages = new Messages(9);
        for (int i = 0; i < 1_100; i++) {
            String invite =
                    MessageText.write(
                            new Envelope(
                                    messages.call(),
                                    messages.party(),
                                    0,
                                    0,
                                    messages.invite(Duration.ofMinutes(1))));
            carol.agent.receive(PeerId.of("stranger " + i), invite);
            bench.network.run();
        }
        callInVain();
        assertThat(carol.ringing).hasSize(1);
    }

    @Test
    void contactsAreToldFromStrangersByTheFactsAlone() {
        Device carol =
                bench.device(
                        CAROL,
                        config ->
                                Bench.withFacts(
                                        config,
                                        peer ->
                                                peer.equals(Bench.BOB)
                                                        ? CallerFacts.of(peer, Relation.CONTACT)
                                                        : CallerFacts.of(peer)));
        place();
        bench.network.run();
        assertThat(carol.ringing).isEmpty();
        bench.device(Bench.BOB).agent.place(CAROL, new Silence().media());
        assertThat(carol.rings().caller()).isEqualTo(Bench.BOB);
    }
}
