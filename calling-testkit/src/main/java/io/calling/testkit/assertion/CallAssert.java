package io.calling.testkit.assertion;

import io.calling.CallState;
import io.calling.EndReason;
import io.calling.ice.exposure.Audience;
import io.calling.ice.exposure.Exposure;
import io.calling.ice.exposure.Subject;
import io.calling.testkit.Party;
import io.calling.testkit.TestSound;
import io.calling.testkit.TestSpeech;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Assertions on one party's call; see {@link CallAssertions}. */
public final class CallAssert {
    private static final int FRAMES_PER_SECOND = 50;

    private final Party party;

    CallAssert(Party party) {
        this.party = party;
    }

    /** A call rings here, or will soon. */
    public CallAssert rings() {
        return becomes("a call that rings", party.patience(), party::isRinging);
    }

    /** No call rings here now. */
    public CallAssert doesNotRing() {
        return holds("no call that rings", !party.isRinging());
    }

    /** No call has rung here so far. */
    public CallAssert neverRang() {
        return holds("no call that ever rang", party.incoming().isEmpty());
    }

    /** The call is active now. */
    public CallAssert isActive() {
        return holds("an active call", isIn(CallState.Active.class));
    }

    /** The call is active now, or will be within this time. */
    public CallAssert isActiveWithin(Duration limit) {
        return becomes("an active call", limit, () -> isIn(CallState.Active.class));
    }

    /** The call has lost its path and looks for another one, or will within this time. */
    public CallAssert reconnectsWithin(Duration limit) {
        return becomes(
                "a call that reconnects",
                limit,
                () -> party.states().stream().anyMatch(CallState.Reconnecting.class::isInstance));
    }

    /** The call is held, by whomever, or will be soon. */
    public CallAssert isOnHold() {
        return becomes("a held call", party.patience(), () -> isIn(CallState.OnHold.class));
    }

    private boolean isIn(Class<? extends CallState> kind) {
        return kind.isInstance(party.call().state());
    }

    /** The call has ended with this reason, or will soon. */
    public CallAssert endedWith(EndReason reason) {
        return endedWith(reason, party.patience());
    }

    /** The call has ended with this reason, or will within this time. */
    public CallAssert endedWith(EndReason reason, Duration limit) {
        becomes("a call that has ended", limit, () -> isIn(CallState.Ended.class));
        return holds(
                "the end " + reason,
                party.call().state() instanceof CallState.Ended ended && ended.reason() == reason);
    }

    /** Something of a tone or a voice was heard, or will be soon. */
    public CallAssert heard(TestSound sound) {
        return becomes(
                "hearing " + sound, party.patience(), () -> party.heard().framesOf(sound) > 0);
    }

    /** So much of a tone or a voice was heard so far, all in all. */
    public CallAssert heard(TestSound sound, Duration atLeast) {
        long frames = atLeast.toMillis() * FRAMES_PER_SECOND / 1_000;
        return holds(
                "hearing " + sound + " for " + atLeast, party.heard().framesOf(sound) >= frames);
    }

    /**
     * So much of a sentence was heard, or will be by the time it could have been said twice: see
     * {@link io.calling.testkit.AudioRecorder#percentOf}.
     *
     * @param percentAtLeast 1 to 100
     */
    public CallAssert understood(TestSpeech speech, int percentAtLeast) {
        return becomes(
                "understanding " + percentAtLeast + " % of " + speech,
                party.patience().plus(speech.duration().multipliedBy(2)),
                () -> party.heard().percentOf(speech) >= percentAtLeast);
    }

    /** Nothing was heard so far. */
    public CallAssert heardNothing() {
        return holds("hearing nothing", party.heard().frames() == 0);
    }

    /** Nothing was drawn from the microphone so far. */
    public CallAssert saidNothing() {
        return holds("an untouched microphone", party.microphone().framesDrawn() == 0);
    }

    /** What protects the call is known: DTLS is done, and its fingerprint was checked. */
    public CallAssert isEncrypted() {
        return holds("an encrypted call", party.call().security().isPresent());
    }

    /** The peer was told of a relay's address, and of no other. */
    public CallAssert isRelayed() {
        List<Exposure> toPeer = party.call().exposure().to(Audience.PEER);
        return holds(
                "a relayed call",
                !toPeer.isEmpty()
                        && toPeer.stream().allMatch(e -> e.subject() == Subject.RELAYED_ADDRESS));
    }

    /** The peer was told of no address at all. */
    public CallAssert disclosedNothing() {
        return holds(
                "nothing told to the peer", party.call().exposure().to(Audience.PEER).isEmpty());
    }

    private CallAssert becomes(String what, Duration limit, BooleanSupplier condition) {
        if (!party.await(limit, condition)) {
            throw failure(what + " within " + limit);
        }
        return this;
    }

    private CallAssert holds(String what, boolean condition) {
        if (!condition) {
            throw failure(what);
        }
        return this;
    }

    private AssertionError failure(String expected) {
        return new AssertionError(
                "expected of " + party.id() + ": " + expected + "; but " + party.describe());
    }
}
