package io.calling;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.Bench.Device;
import io.calling.Bench.Silence;
import io.calling.VideoState.Off;
import io.calling.VideoState.Off.Cause;
import io.calling.ice.IceFailure;
import io.calling.media.MediaKind;
import io.calling.policy.CallPolicy;
import io.calling.policy.Who;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Who has said yes to video, whatever the channel loses, repeats and brings too late. */
class VideoConsentTest {
    private static final VideoState ON = new VideoState.On();
    private static final VideoState OFFERED = new VideoState.Offered();
    private static final VideoState REQUESTED = new VideoState.Requested();

    private final Bench bench = new Bench();
    private final Device alice = bench.device(Bench.ALICE);
    private final Device bob = bench.device(Bench.BOB);
    private final Pictures alices = new Pictures();
    private final Pictures bobs = new Pictures();
    private CallSession atAlice;
    private CallSession atBob;

    private void call() {
        atAlice = alice.agent.place(Bench.BOB, new Silence().media());
        atBob = bob.rings().accept(new Silence().media());
        bench.network.run();
    }

    private void callWithVideo() {
        atAlice = alice.agent.place(Bench.BOB, new Silence().media().video(alices.media()));
        atBob = bob.rings().accept(new Silence().media().video(bobs.media()));
        bench.pass(Duration.ofSeconds(1));
    }

    private static VideoState off(Cause cause) {
        return new Off(cause);
    }

    private String last(Device device, String kind) {
        return device.sent.stream()
                .filter(text -> text.contains(" " + kind + " "))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private void bothAre(VideoState alicesState, VideoState bobsState) {
        bench.network.run();
        assertThat(atAlice.video()).isEqualTo(alicesState);
        assertThat(atBob.video()).isEqualTo(bobsState);
    }

    private void nothingFlows() {
        int captured = alices.captured + bobs.captured;
        int shown = alices.shown + bobs.shown;
        bench.pass(Duration.ofSeconds(1));
        assertThat(alices.captured + bobs.captured).isEqualTo(captured);
        assertThat(alices.shown + bobs.shown).isEqualTo(shown);
    }

    @Test
    void everyChangeIsToldInOrder() {
        call();
        List<VideoState> told = new ArrayList<>();
        atAlice.onVideo(told::add);
        atAlice.requestVideo(alices.media());
        bothAre(REQUESTED, OFFERED);
        atBob.acceptVideo(bobs.media());
        bothAre(ON, ON);
        bench.pass(Duration.ofSeconds(1));
        assertThat(alices.shown).isBetween(25, 31);
        atBob.stopVideo();
        bothAre(off(Cause.THEIR_CHOICE), off(Cause.OUR_CHOICE));
        assertThat(told)
                .containsExactly(off(Cause.NOT_ASKED), REQUESTED, ON, off(Cause.THEIR_CHOICE));
        nothingFlows();
        assertThat(alices.isClosed()).isTrue();
        assertThat(bobs.isClosed()).isTrue();
    }

    /** Else a yes to what Alice has taken back would turn on the camera that she asks for now. */
    @Test
    void aYesToAnEarlierRequestCountsForNothing() {
        call();
        atAlice.requestVideo(new Pictures().media());
        bench.network.run();
        bob.channelLoses = true;
        atBob.acceptVideo(bobs.media());
        bench.network.run();
        String late = last(bob, "video-accept");
        bob.channelLoses = false;
        atAlice.stopVideo();
        bench.network.run();
        atAlice.requestVideo(alices.media());
        bothAre(REQUESTED, OFFERED);
        alice.agent.receive(Bench.BOB, late);
        bothAre(REQUESTED, OFFERED);
        nothingFlows();
    }

    @Test
    void aStopThatOvertakesItsRequestIsHeeded() {
        call();
        alice.channelLoses = true;
        atAlice.requestVideo(alices.media());
        bench.network.run();
        String request = last(alice, "video-request");
        alice.channelLoses = false;
        atAlice.stopVideo();
        bench.network.run();
        bob.agent.receive(Bench.ALICE, request);
        bothAre(off(Cause.OUR_CHOICE), off(Cause.NOT_ASKED));
        assertThat(alices.isClosed()).isTrue();
    }

    @Test
    void aLostStopIsHeardFromTheNextRequest() {
        callWithVideo();
        alice.channelLoses = true;
        atAlice.stopVideo();
        bench.network.run();
        alice.channelLoses = false;
        Pictures next = new Pictures();
        atAlice.requestVideo(next.media());
        bothAre(REQUESTED, OFFERED);
        nothingFlows();
        assertThat(bobs.isClosed()).isTrue();
        assertThat(next.captured).isZero();
    }

    @Test
    void whoseRequestsWereLostAgreesToTheOthersAllTheSame() {
        call();
        alice.channelLoses = true;
        atAlice.requestVideo(new Pictures().media());
        bench.network.run();
        atAlice.stopVideo();
        bench.network.run();
        atAlice.requestVideo(alices.media()); // the second
        bench.network.run();
        alice.channelLoses = false;
        atBob.requestVideo(bobs.media()); // the first of his
        bench.network.run();
        bench.pass(Duration.ofSeconds(10)); // Alice says hers again
        bothAre(ON, ON);
    }

    @Test
    void aYesThatNobodyAskedForIsNone() {
        call();
        atAlice.requestVideo(alices.media());
        bench.network.run();
        atBob.acceptVideo(bobs.media());
        bench.network.run();
        String accept = last(bob, "video-accept");
        UnaryOperator<String> forged = text -> text.replaceFirst("round=\\d+", "round=2");
        atBob.stopVideo();
        bench.network.run();
        alice.agent.receive(
                Bench.BOB, forged.apply(accept).replaceFirst(" \\d+ (\\d+) video", " 77 $1 video"));
        bothAre(off(Cause.THEIR_CHOICE), off(Cause.OUR_CHOICE));
        nothingFlows();
    }

    @Test
    void videoIsTakenBackBeforeTheCallIsAnswered() {
        atAlice = alice.agent.place(Bench.BOB, new Silence().media().video(alices.media()));
        IncomingCall ringing = bob.rings();
        atAlice.stopVideo();
        bench.network.run();
        assertThat(alices.isClosed()).isTrue();
        atBob = ringing.accept(new Silence().media().video(bobs.media()));
        bothAre(off(Cause.OUR_CHOICE), off(Cause.THEIR_CHOICE));
        bench.pass(Duration.ofSeconds(1));
        assertThat(alices.captured).isZero();
        assertThat(bobs.isClosed()).isTrue();
        nothingFlows();
    }

    /** The callee keeps its camera on no longer than one loss takes to be made good. */
    @Test
    void thatItWasTakenBackIsSaidAgainSoonWhereItIsLost() {
        atAlice = alice.agent.place(Bench.BOB, new Silence().media().video(alices.media()));
        IncomingCall ringing = bob.rings();
        atAlice.stopVideo();
        bench.pass(Duration.ofSeconds(20)); // the invite is repeated seldom by now
        alice.channelLoses = true;
        atBob = ringing.accept(new Silence().media().video(bobs.media()));
        bothAre(off(Cause.OUR_CHOICE), ON);
        alice.channelLoses = false;
        bench.pass(CallTimes.DEFAULT.firstRepeat());
        bothAre(off(Cause.OUR_CHOICE), off(Cause.THEIR_CHOICE));
        assertThat(bobs.isClosed()).isTrue();
    }

    @Test
    void whatIsAskedBeforeTheCallIsAcceptedIsGivenBack() {
        atAlice = alice.agent.place(Bench.BOB, new Silence().media());
        atAlice.requestVideo(alices.media());
        bench.network.run();
        assertThat(alices.isClosed()).isTrue();
        atBob = bob.rings().accept(new Silence().media());
        bothAre(off(Cause.NOT_ASKED), off(Cause.NOT_ASKED));
    }

    /** Who asks for more than the call was placed with loses nothing by it. */
    @Test
    void whatIsAskedTwiceBeforeTheCallIsAcceptedChangesNothing() {
        atAlice = alice.agent.place(Bench.BOB, new Silence().media().video(alices.media()));
        IncomingCall ringing = bob.rings();
        Pictures requested = new Pictures();
        Pictures accepted = new Pictures();
        atAlice.requestVideo(requested.media());
        atAlice.acceptVideo(accepted.media());
        bench.network.run();
        assertThat(requested.isClosed()).isTrue();
        assertThat(accepted.isClosed()).isTrue();
        assertThat(alices.closed).isZero();
        atBob = ringing.accept(new Silence().media().video(bobs.media()));
        bothAre(ON, ON);
        bench.pass(Duration.ofSeconds(1));
        assertThat(alices.shown).isPositive();
        assertThat(bobs.shown).isPositive();
        assertThat(requested.captured + accepted.captured).isZero();
    }

    /** The loop begins before it hears of the stop, and the media thread is quick. */
    @Test
    void nothingIsCapturedOnceStopVideoHasReturnedWhateverBeginsAfterIt() {
        call();
        atAlice.requestVideo(alices.media());
        bothAre(REQUESTED, OFFERED);
        bench.media = Runnable::run;
        atBob.acceptVideo(bobs.media());
        atBob.stopVideo();
        bench.network.run();
        assertThat(bobs.captured).isZero();
        assertThat(bobs.isClosed()).isTrue();
        Pictures next = new Pictures();
        atBob.requestVideo(next.media());
        bench.network.run();
        atAlice.acceptVideo(new Pictures().media());
        bothAre(ON, ON);
        bench.pass(Duration.ofSeconds(1));
        assertThat(next.captured).as("a later yes counts").isPositive();
        assertThat(next.shown).isPositive();
    }

    @Test
    void whatIsGivenTwiceIsGivenBack() {
        call();
        Pictures second = new Pictures();
        atAlice.requestVideo(alices.media());
        atAlice.requestVideo(second.media());
        bench.network.run();
        assertThat(second.isClosed()).isTrue();
        assertThat(alices.closed).isZero();
        atBob.acceptVideo(bobs.media());
        atAlice.acceptVideo(new Pictures().media());
        bothAre(ON, ON);
        assertThat(alices.closed).isZero();
    }

    @Test
    void agreeingToWhatNobodyAsksGivesBackWhatWasGiven() {
        call();
        atBob.acceptVideo(bobs.media());
        bothAre(off(Cause.NOT_ASKED), off(Cause.NOT_ASKED));
        assertThat(bobs.isClosed()).isTrue();
    }

    @Test
    void theEndOfTheCallGivesBackWhatWaits() {
        call();
        atAlice.requestVideo(alices.media());
        bench.network.run();
        atBob.hangUp();
        bench.network.run();
        assertThat(alices.isClosed()).isTrue();
    }

    @Test
    void videoOutlivesAPath() {
        callWithVideo();
        alice.end().fail(IceFailure.PEER_LOST);
        bench.network.run();
        bothAre(ON, ON);
        int shown = bobs.shown;
        bench.pass(Duration.ofSeconds(2));
        assertThat(bobs.shown).isGreaterThan(shown + 20);
    }

    @Test
    void callsThatCrossWithVideoBecomeOneCallWithVideo() {
        atAlice = alice.agent.place(Bench.BOB, new Silence().media().video(alices.media()));
        atBob = bob.agent.place(Bench.ALICE, new Silence().media().video(bobs.media()));
        bench.pass(Duration.ofSeconds(2));
        bothAre(ON, ON);
        assertThat(alices.shown).isGreaterThan(20);
        assertThat(bobs.shown).isGreaterThan(20);
    }

    @Test
    void callsThatCrossHaveVideoOnlyIfBothWantedIt() {
        atAlice = alice.agent.place(Bench.BOB, new Silence().media().video(alices.media()));
        atBob = bob.agent.place(Bench.ALICE, new Silence().media());
        bench.pass(Duration.ofSeconds(2));
        assertThat(atAlice.video()).isInstanceOf(Off.class);
        assertThat(atBob.video()).isInstanceOf(Off.class);
        assertThat(alices.captured).isZero();
        assertThat(alices.isClosed()).isTrue();
    }

    @Test
    void thePolicyIsToldWhatIsAskedFor() {
        Device carol =
                bench.device(
                        PeerId.of("carol"),
                        config ->
                                Bench.withPolicy(
                                        config,
                                        CallPolicy.builder()
                                                .deny(Who.asking(MediaKind.VIDEO))
                                                .ring(Who.contacts())
                                                .build()));
        alice.agent.place(PeerId.of("carol"), new Silence().media().video(alices.media()));
        bench.network.run();
        assertThat(carol.ringing).isEmpty();
        alice.agent.place(PeerId.of("carol"), new Silence().media());
        bench.network.run();
        assertThat(carol.ringing).hasSize(1);
    }

    @Test
    void theHistorySaysWhetherThereWasVideo() {
        List<CallSummary> past = new ArrayList<>();
        alice.agent.onHistory(past::add);
        callWithVideo();
        atBob.stopVideo();
        bench.network.run();
        atBob.hangUp();
        bench.network.run();
        call();
        atAlice.requestVideo(new Pictures().media());
        bench.network.run();
        atBob.declineVideo();
        bench.network.run();
        atBob.hangUp();
        bench.network.run();
        assertThat(past).extracting(CallSummary::video).containsExactly(true, false);
    }

    @Test
    void aListenerThatThrowsEndsNothing() {
        call();
        atBob.onVideo(
                state -> {
                    throw new IllegalStateException("the application's bug");
                });
        atAlice.requestVideo(alices.media());
        bothAre(REQUESTED, OFFERED);
    }
}
