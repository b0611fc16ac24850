package io.calling.policy;

import static io.calling.policy.Facts.history;
import static io.calling.policy.Facts.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calling.Privacy;
import io.calling.PrivacyMode;
import io.calling.media.MediaKind;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallPolicyTest {
    private static final LocalDateTime NOON = LocalDateTime.of(2026, 3, 2, 12, 0);
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void theDefaultRingsForContactsOnlyRevealsPresenceToThemAndRelaysEverything() {
        Decision.Ring ring =
                (Decision.Ring) CallPolicy.contacts().decide(Facts.from(Relation.CONTACT));
        assertThat(ring.revealPresence()).isTrue();
        assertThat(ring.widestPrivacy()).isEqualTo(PrivacyMode.RELAY_ONLY);
        assertThat(ring.media()).containsExactlyInAnyOrder(MediaKind.values());
        assertThat(ring.rule()).isEqualTo("ring for contacts");
        assertThat(CallPolicy.contacts().decide(Facts.from()))
                .isEqualTo(new Decision.Silence("no rule names the caller"));
    }

    @ParameterizedTest
    @EnumSource(Relation.class)
    void eachPresetRingsForThoseInItsNameAndNobodyElse(Relation relation) {
        CallFacts caller = Facts.from(relation);
        assertThat(Facts.rings(CallPolicy.everyone().decide(caller)))
                .isEqualTo(relation != Relation.BLOCKED);
        assertThat(Facts.rings(CallPolicy.contacts().decide(caller)))
                .isEqualTo(relation == Relation.CONTACT);
        assertThat(Facts.rings(CallPolicy.peopleIFollow().decide(caller)))
                .isEqualTo(relation == Relation.FOLLOWED);
        assertThat(Facts.rings(CallPolicy.verified().decide(caller)))
                .isEqualTo(relation == Relation.VERIFIED_ACCOUNT);
        assertThat(Facts.rings(CallPolicy.addressBook().decide(caller)))
                .isEqualTo(relation == Relation.IN_ADDRESS_BOOK);
        assertThat(Facts.rings(CallPolicy.peopleIMessaged().decide(caller)))
                .isEqualTo(relation == Relation.MESSAGED_BY_ME);
        assertThat(Facts.rings(CallPolicy.nobody().decide(caller))).isFalse();
    }

    @Test
    void theFirstRuleThatAppliesDecides() {
        CallPolicy policy =
                CallPolicy.builder()
                        .ring(Who.oneOf(Facts.BOB))
                        .deny(Who.anyone())
                        .ring(Who.anyone())
                        .build();
        assertThat(policy.decide(Facts.from()).rule()).isEqualTo("ring for bob");
        assertThat(policy.decide(Facts.from("carol")).rule()).isEqualTo("refuse everyone");
    }

    @Test
    void theMasterSwitchSilencesEverybodyAndLetsOwnCallsPass() {
        CallPolicy off = CallPolicy.everyone().toBuilder().enabled(false).build();
        assertThat(off.decide(Facts.from(Relation.CONTACT)))
                .isEqualTo(new Decision.Silence("calls are switched off"));
        assertThat(off.revealsPresenceTo(Facts.from(Relation.CONTACT))).isFalse();
        assertThat(off.decide(to(Relation.CONTACT))).isInstanceOf(Decision.Ring.class);
    }

    @Test
    void L24_aRefusalIsToldOnlyToThoseToWhomPresenceIsRevealed() {
        CallPolicy policy =
                CallPolicy.builder()
                        .deny(Who.blocked())
                        .busy(Who.anyone())
                        .revealPresence(Who.contacts())
                        .build();
        assertThat(policy.decide(Facts.from(Relation.BLOCKED)))
                .isInstanceOf(Decision.Silence.class);
        assertThat(policy.decide(Facts.from())).isInstanceOf(Decision.Silence.class);
        assertThat(policy.decide(Facts.from(Relation.BLOCKED, Relation.CONTACT)))
                .isEqualTo(
                        new Decision.Decline(
                                "refuse people I blocked", Decision.Decline.Reason.DECLINED));
        assertThat(policy.decide(Facts.from(Relation.CONTACT)))
                .isEqualTo(
                        new Decision.Decline("be busy for everyone", Decision.Decline.Reason.BUSY));
    }

    @Test
    void aRuleMayAllowSoundOnly() {
        CallPolicy policy =
                CallPolicy.builder().ring(Who.contacts()).ringWithoutVideo(Who.anyone()).build();
        Decision.Ring stranger = (Decision.Ring) policy.decide(Facts.from());
        assertThat(stranger.media()).containsExactly(MediaKind.AUDIO);
    }

    @Test
    void aRuleMayLookAtWhatIsAskedFor() {
        CallPolicy policy =
                CallPolicy.builder()
                        .deny(Who.asking(MediaKind.VIDEO).and(Who.not(Who.contacts())))
                        .ring(Who.anyone())
                        .build();
        Set<MediaKind> both = Set.of(MediaKind.AUDIO, MediaKind.VIDEO);
        assertThat(Facts.rings(policy.decide(Facts.from().withMedia(both)))).isFalse();
        assertThat(Facts.rings(policy.decide(Facts.from()))).isTrue();
        assertThat(Facts.rings(policy.decide(Facts.from(Relation.CONTACT).withMedia(both))))
                .isTrue();
    }

    @Test
    void aMissingFactRefusesAndNeverPermitsWithANotBeforeItOrWithout() {
        Who old = Who.accountsOlderThan(Duration.ofDays(30));
        CallFacts unknown = Facts.from();
        assertThat(Facts.rings(ringFor(old).decide(unknown))).isFalse();
        assertThat(Facts.rings(ringFor(Who.not(old)).decide(unknown))).isFalse();
        CallPolicy denyNew = CallPolicy.builder().deny(Who.not(old)).ring(Who.anyone()).build();
        assertThat(Facts.rings(denyNew.decide(unknown))).isFalse();
        CallerFacts aged = CallerFacts.of(Facts.BOB).withAccountAge(Duration.ofDays(31));
        assertThat(Facts.rings(denyNew.decide(CallFacts.incoming(aged)))).isTrue();
        assertThat(Facts.rings(ringFor(old).decide(CallFacts.incoming(aged)))).isTrue();
    }

    @Test
    void quietHoursSilenceAllButTheirExceptionsOverMidnight() {
        CallPolicy policy =
                CallPolicy.builder()
                        .ring(Who.anyone())
                        .quietHours(
                                QuietHours.daily(LocalTime.of(22, 0), LocalTime.of(7, 0))
                                        .except(Who.are(Relation.FAVOURITE)))
                        .build();
        assertThat(policy.decide(Facts.from().at(NOON.withHour(22))).rule())
                .isEqualTo("nobody rings between 22:00 and 07:00 but favourites");
        assertThat(Facts.rings(policy.decide(Facts.from().at(NOON.withHour(6).withMinute(59)))))
                .isFalse();
        assertThat(Facts.rings(policy.decide(Facts.from().at(NOON.withHour(7))))).isTrue();
        assertThat(Facts.rings(policy.decide(Facts.from(Relation.FAVOURITE).at(NOON.withHour(23)))))
                .isTrue();
        assertThat(Facts.rings(policy.decide(Facts.from()))).as("the time is not known").isFalse();
    }

    @Test
    void quietHoursOfSomeDaysLastUntilTheMorningAfter() {
        CallPolicy policy =
                ringFor(Who.anyone()).toBuilder()
                        .quietHours(
                                QuietHours.daily(LocalTime.of(22, 0), LocalTime.of(7, 0))
                                        .on(DayOfWeek.MONDAY))
                        .build();
        LocalDateTime monday = LocalDateTime.of(2026, 3, 2, 23, 0);
        assertThat(Facts.rings(policy.decide(Facts.from().at(monday)))).isFalse();
        assertThat(Facts.rings(policy.decide(Facts.from().at(monday.plusHours(7))))).isFalse();
        assertThat(Facts.rings(policy.decide(Facts.from().at(monday.plusDays(1))))).isTrue();
        assertThat(Facts.rings(policy.decide(Facts.from().at(monday.minusHours(17))))).isTrue();
    }

    @Test
    void whoCallsBackSoonMayPassQuietHours() {
        Who again = Who.whoCalledInVain(1, Duration.ofMinutes(3));
        CallPolicy policy =
                ringFor(Who.contacts()).toBuilder()
                        .quietHours(
                                QuietHours.daily(LocalTime.of(11, 0), LocalTime.of(13, 0))
                                        .except(again))
                        .build();
        CallFacts first = Facts.from(Relation.CONTACT).at(NOON);
        assertThat(Facts.rings(policy.decide(first))).isFalse();
        CallHistory before = history(PastCall.Kind.UNANSWERED, 2);
        assertThat(Facts.rings(policy.decide(first.after(before, before)))).isTrue();
    }

    @Test
    void aCallerRingsAsOftenAsTheBucketHolds() {
        CallPolicy policy = limited(CallLimits.NONE.perCaller(2, Duration.ofMinutes(10)));
        assertThat(ringsAfter(policy, history(PastCall.Kind.UNANSWERED, 0))).isTrue();
        assertThat(ringsAfter(policy, history(PastCall.Kind.UNANSWERED, 0, 1))).isFalse();
        assertThat(ringsAfter(policy, history(PastCall.Kind.DECLINED, 9, 9))).isFalse();
        assertThat(ringsAfter(policy, history(PastCall.Kind.DECLINED, 10, 10))).isTrue();
        assertThat(ringsAfter(policy, history(PastCall.Kind.REFUSED, 0, 0, 0, 0))).isTrue();
    }

    /** Two people who talk, hang up and call again do not bombard each other. */
    @Test
    void whatTheUserAnswersIsNoBombardment() {
        CallPolicy policy = limited(CallLimits.NONE.perCaller(2, Duration.ofMinutes(10)));
        assertThat(ringsAfter(policy, history(PastCall.Kind.ANSWERED, 0, 1, 2, 3))).isTrue();
        CallHistory vain = history(PastCall.Kind.UNANSWERED, 1, 2, 3);
        assertThat(ringsAfter(policy, vain.with(history(PastCall.Kind.ANSWERED, 0)))).isTrue();
        assertThat(ringsAfter(policy, vain.with(history(PastCall.Kind.PLACED, 0)))).isTrue();
        assertThat(ringsAfter(policy, vain.with(history(PastCall.Kind.ANSWERED, 4)))).isFalse();
    }

    /** Nor do many people whose calls are taken, as at a shop; one answer absolves no other. */
    @Test
    void whatTheUserAnswersCountsForNobodyElse() {
        CallPolicy policy = limited(CallLimits.NONE.overall(2, Duration.ofMinutes(10)));
        CallHistory answered = history(PastCall.Kind.ANSWERED, 0, 1, 2, 3);
        CallFacts call = Facts.from();
        assertThat(Facts.rings(policy.decide(call.after(CallHistory.NONE, answered)))).isTrue();
        CallHistory both = answered.with(history(PastCall.Kind.UNANSWERED, 1, 2));
        assertThat(Facts.rings(policy.decide(call.after(CallHistory.NONE, both)))).isFalse();
    }

    @Test
    void allCallersTogetherRingAsOftenAsTheirBucketHolds() {
        CallPolicy policy = limited(CallLimits.NONE.overall(2, Duration.ofMinutes(10)));
        CallHistory others = history(PastCall.Kind.UNANSWERED, 1, 1);
        Decision decision = policy.decide(Facts.from().after(CallHistory.NONE, others));
        assertThat(decision.rule())
                .isEqualTo(
                        "all callers together ring in vain at most 2 calls in a row, then one each"
                                + " 10 minutes");
    }

    @Test
    void whoCallsAgainAndAgainInVainHasToWait() {
        CallPolicy policy = limited(CallLimits.NONE.coolDown(3, Duration.ofMinutes(10), HOUR));
        assertThat(ringsAfter(policy, history(PastCall.Kind.UNANSWERED, 1, 2))).isTrue();
        assertThat(ringsAfter(policy, history(PastCall.Kind.UNANSWERED, 1, 2, 3))).isFalse();
        assertThat(ringsAfter(policy, history(PastCall.Kind.DECLINED, 1, 2, 11))).isFalse();
        assertThat(ringsAfter(policy, history(PastCall.Kind.DECLINED, 1, 2, 12))).isTrue();
        assertThat(ringsAfter(policy, history(PastCall.Kind.UNANSWERED, 59, 62, 63))).isFalse();
        assertThat(ringsAfter(policy, history(PastCall.Kind.UNANSWERED, 60, 62, 63))).isTrue();
    }

    @Test
    void thatTheUserCallsOrAnswersEndsTheWait() {
        CallPolicy policy = limited(CallLimits.NONE.coolDown(3, Duration.ofMinutes(10), HOUR));
        CallHistory vain = history(PastCall.Kind.UNANSWERED, 2, 3, 4);
        assertThat(ringsAfter(policy, vain.with(history(PastCall.Kind.PLACED, 1)))).isTrue();
        assertThat(ringsAfter(policy, vain.with(history(PastCall.Kind.ANSWERED, 1)))).isTrue();
        assertThat(ringsAfter(policy, vain.with(history(PastCall.Kind.PLACED, 5)))).isFalse();
    }

    @Test
    void tooManyCallsAtOnceAreABusyLineToThoseWhoMayKnow() {
        CallPolicy policy =
                CallPolicy.builder()
                        .ring(Who.anyone())
                        .revealPresence(Who.contacts())
                        .limits(CallLimits.NONE.ongoing(2).waiting(1))
                        .build();
        assertThat(Facts.rings(policy.decide(Facts.from(Relation.CONTACT).among(1, 0)))).isTrue();
        assertThat(policy.decide(Facts.from(Relation.CONTACT).among(2, 0)))
                .isEqualTo(
                        new Decision.Decline(
                                "I am in 2 calls at most", Decision.Decline.Reason.BUSY));
        assertThat(policy.decide(Facts.from().among(0, 1)))
                .isEqualTo(new Decision.Silence("at most 1 call at once may ring"));
    }

    @Test
    void aRuleMayLookAtTheDevice() {
        CallPolicy policy =
                CallPolicy.builder()
                        .busy(Who.callingWhile(DeviceState.IN_CALL))
                        .silence(Who.callingWhile(DeviceState.DRIVING))
                        .ring(Who.anyone())
                        .build();
        assertThat(policy.decide(Facts.from().among(1, 0)).rule())
                .isEqualTo("be busy for people who call while I am in a call");
        assertThat(Facts.rings(policy.decide(Facts.from().withDevice(Set.of(DeviceState.DRIVING)))))
                .isFalse();
        assertThat(Facts.rings(policy.decide(Facts.from().withDevice(Set.of(DeviceState.LOCKED)))))
                .isTrue();
    }

    @Test
    void privacyDependsOnThePersonAndIsRelayOnlyForAllOthers() {
        CallPolicy policy =
                CallPolicy.builder()
                        .ring(Who.anyone())
                        .relayOnly(Who.blocked())
                        .direct(Who.are(Relation.SAME_GROUP))
                        .directAfterAccept(Who.contacts())
                        .build();
        assertThat(policy.widestPrivacy(Facts.from())).isEqualTo(PrivacyMode.RELAY_ONLY);
        assertThat(policy.widestPrivacy(Facts.from(Relation.CONTACT)))
                .isEqualTo(PrivacyMode.DIRECT_AFTER_ACCEPT);
        assertThat(policy.widestPrivacy(to(Relation.SAME_GROUP))).isEqualTo(PrivacyMode.DIRECT);
        assertThat(policy.widestPrivacy(Facts.from(Relation.CONTACT, Relation.BLOCKED)))
                .isEqualTo(PrivacyMode.RELAY_ONLY);
    }

    @Test
    void theAgentsPrivacyNarrowsAndNeverWidensThatOfThePolicy() {
        CallPolicy policy =
                ringFor(Who.anyone()).toBuilder()
                        .direct(Who.contacts())
                        .directAfterAccept(Who.verified())
                        .build();
        CallPolicy relayed = policy.within(Privacy.RELAY_ONLY);
        CallPolicy later = policy.within(Privacy.directAfterAccept(Who.contacts()));
        assertThat(relayed.widestPrivacy(Facts.from(Relation.CONTACT)))
                .isEqualTo(PrivacyMode.RELAY_ONLY);
        assertThat(later.widestPrivacy(Facts.from(Relation.CONTACT)))
                .isEqualTo(PrivacyMode.DIRECT_AFTER_ACCEPT);
        assertThat(later.widestPrivacy(Facts.from(Relation.VERIFIED_ACCOUNT)))
                .isEqualTo(PrivacyMode.RELAY_ONLY);
        assertThat(policy.within(Privacy.DIRECT).widestPrivacy(Facts.from(Relation.CONTACT)))
                .isEqualTo(PrivacyMode.DIRECT);
    }

    @Test
    void aPolicyThatSaysNothingOfPrivacyTakesTheAgents() {
        CallPolicy policy = CallPolicy.contacts();
        assertThat(policy.within(Privacy.DIRECT).widestPrivacy(Facts.from()))
                .isEqualTo(PrivacyMode.DIRECT);
        assertThat(policy.within(Privacy.RELAY_ONLY)).isEqualTo(policy);
    }

    @Test
    void ownCallsAreGovernedByRulesOfTheirOwn() {
        CallPolicy policy =
                CallPolicy.builder()
                        .call(Who.contacts())
                        .dontCall(Who.not(Who.peopleWhoMessagedMe()))
                        .build();
        assertThat(Facts.rings(policy.decide(to(Relation.CONTACT)))).isTrue();
        assertThat(Facts.rings(policy.decide(to(Relation.MESSAGED_ME)))).isTrue();
        assertThat(policy.decide(to()))
                .isEqualTo(
                        new Decision.Decline(
                                "I do not call everyone but people who messaged me",
                                Decision.Decline.Reason.DECLINED));
        assertThat(policy.decide(Facts.from(Relation.CONTACT)))
                .isInstanceOf(Decision.Silence.class);
    }

    @Test
    void aCallRingsAsLongAsThePolicySays() {
        CallPolicy policy =
                ringFor(Who.anyone()).toBuilder().ringFor(Duration.ofSeconds(20)).build();
        assertThat(((Decision.Ring) policy.decide(Facts.from())).ringFor())
                .isEqualTo(Optional.of(Duration.ofSeconds(20)));
    }

    @Test
    void provenIdentityIsAFactLikeOthers() {
        CallPolicy policy = ringFor(Who.provenIdentity());
        assertThat(Facts.rings(policy.decide(Facts.from()))).isFalse();
        assertThat(Facts.rings(policy.decide(Facts.from().proven(true)))).isTrue();
    }

    @Test
    void aDecisionExplainsEachRule() {
        CallPolicy policy =
                CallPolicy.builder()
                        .deny(Who.blocked())
                        .ring(Who.contacts().and(Who.accountsOlderThan(Duration.ofDays(7))))
                        .ring(Who.verified())
                        .limits(CallLimits.NONE.waiting(1))
                        .build();
        Explanation why =
                policy.explain(Facts.from(Relation.CONTACT, Relation.VERIFIED_ACCOUNT).among(0, 1));
        assertThat(why.toString())
                .isEqualTo(
                        """
                          calls are switched off: no (not so now)
                          refuse people I blocked: no (people I blocked: no)
                          ring for (contacts who are also people whose account is older than 7 \
                        days): not known (contacts: yes; people whose account is older than 7 \
                        days: not known)
                          ring for verified accounts: yes (verified accounts: yes)
                        > at most 1 call at once may ring: yes (so it is)""");
        assertThat(why.decision())
                .isEqualTo(
                        policy.decide(
                                Facts.from(Relation.CONTACT, Relation.VERIFIED_ACCOUNT)
                                        .among(0, 1)));
        assertThat(why.steps()).filteredOn(Explanation.Step::decided).hasSize(1);
    }

    @Test
    void aPolicyTellsItselfInSentences() {
        CallPolicy policy =
                CallPolicy.builder()
                        .deny(Who.blocked())
                        .ring(Who.contacts().or(Who.mutuals()))
                        .revealPresence(Who.contacts())
                        .directAfterAccept(Who.are(Relation.FAVOURITE))
                        .quietHours(QuietHours.daily(LocalTime.of(22, 0), LocalTime.of(7, 0)))
                        .limits(CallLimits.recommended())
                        .ringFor(Duration.ofSeconds(45))
                        .dontCall(Who.blocked())
                        .build();
        assertThat(policy.sentences())
                .containsExactly(
                        "Refuse people I blocked.",
                        "Ring for (contacts or (people I follow who are also people who follow"
                                + " me)).",
                        "Everybody else sees an unanswered call.",
                        "Nobody rings between 22:00 and 07:00.",
                        "Whoever calls in vain 3 times within 10 minutes does not ring for 30"
                                + " minutes.",
                        "Each caller rings in vain at most 5 calls in a row, then one each 5 minutes.",
                        "All callers together ring in vain at most 20 calls in a row, then one"
                                + " each 1 minute.",
                        "I am in 2 calls at most.",
                        "At most 1 call at once may ring.",
                        "It rings for 45 seconds.",
                        "Only these learn that it rings, that I am busy or that I declined:"
                                + " contacts.",
                        "I do not call people I blocked.",
                        "Calls are direct after accept with favourites.",
                        "All other calls are relayed.");
    }

    @Test
    void badValuesAreNamed() {
        assertThatThrownBy(() -> CallLimits.NONE.perCaller(0, HOUR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("capacity");
        assertThatThrownBy(() -> Who.whoCalled(1, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("within");
        assertThatThrownBy(() -> QuietHours.daily(LocalTime.of(1, 0, 1), LocalTime.NOON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("minute");
    }

    private static CallPolicy ringFor(Who who) {
        return CallPolicy.builder().ring(who).build();
    }

    @Test
    void anAgentsLimitsHoldWhereThePolicyHasNone() {
        CallLimits own = CallLimits.NONE.waiting(1);
        CallPolicy without = CallPolicy.contacts();
        assertThat(without.limitedBy(CallLimits.recommended()))
                .isEqualTo(without.toBuilder().limits(CallLimits.recommended()).build());
        assertThat(limited(own).limitedBy(CallLimits.recommended())).isEqualTo(limited(own));
        assertThat(without.limitedBy(CallLimits.NONE)).isEqualTo(without);
    }

    private static CallPolicy limited(CallLimits limits) {
        return CallPolicy.builder().ring(Who.anyone()).limits(limits).build();
    }

    private static boolean ringsAfter(CallPolicy policy, CallHistory history) {
        return Facts.rings(policy.decide(Facts.from().after(history, history)));
    }
}
