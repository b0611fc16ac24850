package io.calling.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calling.CallState;
import io.calling.EndReason;
import io.calling.IncomingCall;
import io.calling.Privacy;
import io.calling.VideoState;
import io.calling.VideoState.Off.Cause;
import io.calling.media.MediaKind;
import io.calling.media.VideoFormat;
import io.calling.media.VideoMedia;
import io.calling.media.VideoSink;
import io.calling.media.VideoStatistics;
import io.calling.policy.CallPolicy;
import io.calling.policy.Who;
import io.calling.testkit.CallPair;
import io.calling.testkit.Party;
import io.calling.testkit.TestCamera;
import io.calling.testkit.VideoRecorder;
import io.calling.testkit.junit.CallStoryExtension;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.junit.SocketLeakExtension;
import io.calling.testkit.junit.ThreadLeakExtension;
import io.calling.testkit.net.LinkConditions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Video in whole calls: only with both users' yes, over the path that the sound has. */
@ExtendWith({
    CallStoryExtension.class,
    ThreadLeakExtension.class,
    SocketLeakExtension.class,
    LogLeakExtension.class
})
class VideoCallTest {
    private static final VideoState ON = new VideoState.On();
    private static final Duration LONG = Duration.ofSeconds(60);

    private CallPair pair = CallPair.inTestTime(21);

    @AfterEach
    void close() {
        pair.close();
    }

    private Party alice() {
        return pair.alice();
    }

    private Party bob() {
        return pair.bob();
    }

    private static VideoState off(Cause cause) {
        return new VideoState.Off(cause);
    }

    private void bothSee() {
        alice().awaitSeeing(20);
        bob().awaitSeeing(20);
        assertThat(alice().seen().damagedFrames()).isZero();
        assertThat(bob().seen().damagedFrames()).isZero();
    }

    private void addVideo() {
        alice().call().requestVideo(alice().newVideo());
        bob().awaitVideo(new VideoState.Offered());
        bob().call().acceptVideo(bob().newVideo());
        alice().awaitVideo(ON);
        bob().awaitVideo(ON);
        bothSee();
    }

    /** Nothing of what either has shown or watched goes on. */
    private void nothingMoves() {
        pair.pass(Duration.ofSeconds(1)); // what was on its way
        int drawn = alice().camera().frames() + bob().camera().frames();
        int seen = alice().seen().frames() + bob().seen().frames();
        long sent = videoPackets();
        pair.pass(Duration.ofSeconds(5));
        assertThat(alice().camera().frames() + bob().camera().frames()).isEqualTo(drawn);
        assertThat(alice().seen().frames() + bob().seen().frames()).isEqualTo(seen);
        assertThat(videoPackets()).isEqualTo(sent);
    }

    private long videoPackets() {
        return alice().call().statistics().video().track().packetsSent()
                + bob().call().statistics().video().track().packetsSent();
    }

    private void bothHear() {
        int before = alice().heard().frames() + bob().heard().frames();
        pair.expect(
                "sound",
                LONG,
                () -> alice().heard().frames() + bob().heard().frames() > before + 100);
    }

    @Test
    void aCallMayBeginWithVideo() {
        alice().placeWithVideo(bob().id());
        IncomingCall ringing = bob().awaitIncoming();
        assertThat(ringing.requestedMedia())
                .containsExactlyInAnyOrder(MediaKind.AUDIO, MediaKind.VIDEO);
        assertThat(ringing.allowedMedia()).isEqualTo(ringing.requestedMedia());
        bob().acceptWithVideo();
        alice().awaitVideo(ON);
        bob().awaitVideo(ON);
        bothSee();
        bothHear();
        alice().call().hangUp();
        assertThat(bob().awaitEnd()).isEqualTo(EndReason.HUNG_UP);
        pair.expect("what was given to be closed", this::allIsClosed);
    }

    private boolean allIsClosed() {
        return alice().camera().isClosed()
                && alice().seen().isClosed()
                && bob().camera().isClosed()
                && bob().seen().isClosed();
    }

    @Test
    void L05_nothingIsCapturedBeforeTheAcceptAndWithSoundAloneNeverAtAll() {
        alice().placeWithVideo(bob().id());
        bob().awaitIncoming();
        pair.pass(Duration.ofSeconds(2));
        assertThat(alice().camera().frames()).isZero();
        bob().accept();
        alice().awaitVideo(off(Cause.DECLINED));
        bothHear();
        assertThat(bob().call().video()).isEqualTo(off(Cause.OUR_CHOICE));
        assertThat(alice().camera().frames()).isZero();
        pair.expect("the camera to be closed", () -> alice().camera().isClosed());
    }

    @Test
    void L05_videoIsAskedForAndFlowsOnlyOnceItIsAgreedTo() {
        pair.connect();
        alice().call().requestVideo(alice().newVideo());
        bob().awaitVideo(new VideoState.Offered());
        assertThat(alice().call().video()).isEqualTo(new VideoState.Requested());
        nothingMoves();
        assertThat(alice().camera().frames()).isZero();
        assertThat(videoPackets()).isZero();
        bob().call().acceptVideo(bob().newVideo());
        alice().awaitVideo(ON);
        bothSee();
        bothHear();
    }

    @Test
    void whoeverDeclinesIsNotShownAndShowsNothing() {
        pair.connect();
        alice().call().requestVideo(alice().newVideo());
        bob().awaitVideo(new VideoState.Offered());
        bob().call().declineVideo();
        alice().awaitVideo(off(Cause.DECLINED));
        assertThat(bob().call().video()).isEqualTo(off(Cause.OUR_CHOICE));
        nothingMoves();
        pair.expect("the camera to be closed", () -> alice().camera().isClosed());
        assertThat(alice().camera().frames()).isZero();
        addVideo();
    }

    @Test
    void eitherSideStopsItAtOnceAndItCanBeAskedForAgain() {
        pair.connect();
        addVideo();
        bob().call().stopVideo();
        int drawn = bob().camera().frames();
        alice().awaitVideo(off(Cause.THEIR_CHOICE));
        assertThat(bob().camera().frames()).as("drawn after it was stopped").isEqualTo(drawn);
        nothingMoves();
        assertThat(allIsClosed()).isTrue();
        addVideo();
        alice().call().stopVideo();
        bob().awaitVideo(off(Cause.THEIR_CHOICE));
        nothingMoves();
        bothHear();
        addVideo();
    }

    @Test
    void bothAskAtOnceAndThereIsVideo() {
        pair.connect();
        alice().call().requestVideo(alice().newVideo());
        bob().call().requestVideo(bob().newVideo());
        alice().awaitVideo(ON);
        bob().awaitVideo(ON);
        bothSee();
    }

    /** As with software that knows no video: what it does not understand it drops. */
    @Test
    void aRequestThatNobodyUnderstandsIsGivenUp() {
        pair.connect();
        pair.signaling().lose(message -> message.text().contains(" video-"));
        alice().call().requestVideo(alice().newVideo());
        pair.expect(
                "Alice to give up",
                Duration.ofMinutes(2),
                () -> alice().call().video().equals(off(Cause.UNANSWERED)));
        nothingMoves();
        assertThat(alice().camera().frames()).isZero();
        bothHear();
    }

    @Test
    void whatTheChannelLosesOfVideoIsSaidAgain() {
        pair.connect();
        pair.signaling().lose(message -> message.text().contains(" video-"));
        alice().call().requestVideo(alice().newVideo());
        pair.pass(Duration.ofSeconds(1));
        pair.signaling().behave();
        bob().awaitVideo(new VideoState.Offered());
        pair.signaling().lose(message -> message.text().contains(" video-"));
        bob().call().acceptVideo(bob().newVideo());
        pair.pass(Duration.ofSeconds(1));
        pair.signaling().behave();
        alice().awaitVideo(ON);
        bothSee();
        pair.signaling().lose(message -> message.text().contains(" video-"));
        bob().call().stopVideo();
        pair.pass(Duration.ofSeconds(1));
        pair.signaling().behave();
        alice().awaitVideo(off(Cause.THEIR_CHOICE));
        nothingMoves();
    }

    @Test
    void whereARuleAllowsSoundOnlyACallWithVideoRingsWithSound() {
        pair.close();
        pair =
                CallPair.builder()
                        .inTestTime(22)
                        .bob(
                                agent ->
                                        agent.policy(
                                                CallPolicy.builder()
                                                        .ringWithoutVideo(Who.contacts())
                                                        .build()))
                        .start();
        alice().placeWithVideo(bob().id());
        IncomingCall ringing = bob().awaitIncoming();
        assertThat(ringing.requestedMedia()).contains(MediaKind.VIDEO);
        assertThat(ringing.allowedMedia()).isEqualTo(Set.of(MediaKind.AUDIO));
        assertThatThrownBy(() -> ringing.accept(bob().newMedia().video(bob().newVideo())))
                .isInstanceOf(IllegalArgumentException.class);
        bob().accept();
        alice().awaitVideo(off(Cause.DECLINED));
        bothHear();
        List<VideoState> seen = new ArrayList<>();
        bob().call().onVideo(seen::add);
        alice().call().requestVideo(alice().newVideo());
        alice().awaitVideo(new VideoState.Requested());
        pair.pass(Duration.ofSeconds(60));
        pair.expect(
                "nobody to answer", () -> alice().camera().isClosed() && alice().seen().isClosed());
        assertThat(alice().call().video()).isEqualTo(off(Cause.UNANSWERED));
        assertThat(seen).as("what Bob was bothered with").containsExactly(off(Cause.OUR_CHOICE));
        assertThatThrownBy(() -> bob().call().requestVideo(bob().newVideo()))
                .isInstanceOf(IllegalStateException.class);
        nothingMoves();
        assertThat(alice().camera().frames()).isZero();
    }

    /** Packets are asked for again, and where that fails a key frame is. */
    @ParameterizedTest
    @EnumSource
    void aTwentiethOfThePacketsMayBeLost(VideoFormat format) {
        LinkConditions lossy =
                LinkConditions.delayed(Duration.ofMillis(30))
                        .jitter(Duration.ofMillis(5))
                        .loss(0.05);
        alice().link().conditions(lossy);
        bob().link().conditions(LinkConditions.delayed(Duration.ofMillis(30)));
        pair.connect();
        TestCamera camera = new TestCamera(format, 5_000);
        alice().call().requestVideo(alice().newVideo(camera));
        bob().awaitVideo(new VideoState.Offered());
        bob().call().acceptVideo(bob().newVideo());
        bob().awaitSeeing(1);
        pair.pass(Duration.ofSeconds(30));
        VideoRecorder seen = bob().seen();
        VideoStatistics sent = alice().call().statistics().video();
        VideoStatistics shown = bob().call().statistics().video();
        assertThat(seen.damagedFrames()).isZero();
        assertThat(seen.frames()).isGreaterThan(850); // of 900 in half a minute
        assertThat(seen.missingFrames()).isLessThan(50);
        assertThat(sent.framesSent()).isBetween(900L, (long) camera.frames());
        assertThat(sent.track().retransmitted()).isGreaterThan(100);
        assertThat(shown.framesShown()).isEqualTo(seen.frames());
        assertThat(shown.track().nacked()).isGreaterThan(100);
    }

    @Test
    void whileTheCallIsHeldNothingIsCapturedAndNothingShown() {
        pair.connect();
        addVideo();
        alice().call().hold();
        pair.expect("Bob to be told", () -> !bob().call().state().equals(new CallState.Active()));
        nothingMoves();
        assertThat(alice().call().video()).isEqualTo(ON);
        alice().call().resume();
        bothSee();
        bothHear();
    }

    @Test
    void aMutedCameraRestsAndItsFirstFrameAfterwardsCanBeDecoded() {
        pair.connect();
        addVideo();
        alice().call().mute(MediaKind.VIDEO);
        pair.expect(
                "Bob to be told", () -> bob().call().mutedByPeer().equals(Set.of(MediaKind.VIDEO)));
        pair.pass(Duration.ofSeconds(1));
        int drawn = alice().camera().frames();
        int keyFrames = bob().seen().keyFrames();
        alice().awaitSeeing(20);
        assertThat(alice().camera().frames()).isEqualTo(drawn);
        alice().call().unmute(MediaKind.VIDEO);
        bob().awaitSeeing(20);
        assertThat(bob().seen().keyFrames()).isGreaterThan(keyFrames);
        assertThat(bob().seen().missingFrames()).isZero();
    }

    @Test
    void L25_videoGoesThroughRelaysAloneAndPrivacyTightensUnderIt() {
        pair.close();
        pair =
                CallPair.builder()
                        .inTestTime(23)
                        .agents(agent -> agent.privacy(Privacy.directAfterAccept(Who.contacts())))
                        .start();
        pair.connect();
        addVideo();
        assertThat(sightings()).as("before people know each other").isZero();
        confirm(alice());
        confirm(bob());
        pair.expect("a direct path", () -> sightings() > 0);
        bothSee();
        bob().call().privacy(Privacy.RELAY_ONLY);
        pair.pass(Duration.ofSeconds(2));
        long before = sightings();
        bothSee();
        bothHear();
        assertThat(sightings()).as("after Bob wants relays").isEqualTo(before);
    }

    private static void confirm(Party party) {
        party.call().confirmSas(party.call().security().flatMap(s -> s.sas()).orElseThrow());
    }

    private long sightings() {
        return pair.network().log().sightings("alice", "bob").size()
                + pair.network().log().sightings("bob", "alice").size();
    }

    @Test
    void L02_withVideoNeitherSideCarriesAnAddressOfTheOther() {
        pair.connect();
        addVideo();
        pair.pass(Duration.ofSeconds(5));
        assertThat(sightings()).isZero();
    }

    @Test
    void videoGoesOnOverAnotherRelayWhereOneDies() {
        pair.close();
        pair = CallPair.builder().inTestTime(24).relays(2).start();
        pair.connect();
        addVideo();
        pair.relay(1).die();
        int before = bob().seen().frames();
        pair.expect("pictures over the other", LONG, () -> bob().seen().frames() > before + 100);
        bothSee();
        bothHear();
    }

    @Test
    void oneSideMayShowAndTheOtherOnlyWatch() {
        pair.connect();
        TestCamera camera = new TestCamera(2_000);
        alice().call().requestVideo(VideoMedia.showing(camera));
        bob().awaitVideo(new VideoState.Offered());
        VideoRecorder screen = new VideoRecorder();
        bob().call().acceptVideo(VideoMedia.watching(screen));
        pair.expect("pictures", () -> screen.frames() > 50);
        assertThat(bob().call().statistics().video().framesSent()).isZero();
        alice().call().hangUp();
        bob().awaitEnd();
        pair.expect("both to be closed", () -> camera.isClosed() && screen.isClosed());
    }

    @Test
    void aCameraThatTheOtherSideCannotShowIsNeverOpened() {
        pair.connect();
        alice().call().requestVideo(alice().newVideo(new TestCamera(VideoFormat.H264, 1_000)));
        bob().awaitVideo(new VideoState.Offered());
        VideoRecorder screen = new VideoRecorder();
        bob().call().acceptVideo(VideoMedia.watching(new Vp8Only(screen)));
        alice().awaitVideo(ON);
        pair.pass(Duration.ofSeconds(2));
        assertThat(alice().camera().frames()).isZero();
        assertThat(alice().camera().isClosed()).isTrue();
    }

    private record Vp8Only(VideoRecorder screen) implements VideoSink {
        @Override
        public List<VideoFormat> formats() {
            return List.of(VideoFormat.VP8);
        }

        @Override
        public boolean onFrame(
                VideoFormat format, byte[] b, int offset, int length, int at, boolean key) {
            return screen.onFrame(format, b, offset, length, at, key);
        }
    }
}
