package io.calling;

import io.calling.media.MediaKind;
import io.calling.signaling.CallId;
import io.calling.signaling.Envelope;
import io.calling.signaling.PartyId;
import io.calling.signaling.SignalingMessage;
import io.calling.signaling.SignalingMessage.Accept;
import io.calling.signaling.SignalingMessage.Answered;
import io.calling.signaling.SignalingMessage.Busy;
import io.calling.signaling.SignalingMessage.Candidates;
import io.calling.signaling.SignalingMessage.Decline;
import io.calling.signaling.SignalingMessage.HangUp;
import io.calling.signaling.SignalingMessage.Hold;
import io.calling.signaling.SignalingMessage.Invite;
import io.calling.signaling.SignalingMessage.Mute;
import io.calling.signaling.SignalingMessage.PrivacyChange;
import io.calling.signaling.SignalingMessage.Renew;
import io.calling.signaling.SignalingMessage.Ringing;
import io.calling.signaling.SignalingMessage.VideoAccept;
import io.calling.signaling.SignalingMessage.VideoDecline;
import io.calling.signaling.SignalingMessage.VideoRequest;
import io.calling.signaling.SignalingMessage.VideoStop;
import io.calling.srtp.SetupRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whoever runs the channel, or the peer itself where it is hostile: says anything, at any time, as
 * the peer's device or as another one, and has a path and keys of its own.
 */
final class ModelAdversary {
    /** The call that it invents. */
    private static final CallId CALL = ModelParts.call(120);

    private static final String TRANSPORT = "mallory";
    private static final PartyId STRANGER = ModelParts.party(121);
    private static final int SEQUENCE = 900;
    private static final int MAX_GENERATION = 2;
    private static final int MAX_ROUND = 2;

    /** How it invents it. */
    static final Envelope INVITE = new Envelope(CALL, STRANGER, 0, 0, newInvite());

    private ModelAdversary() {}

    /** Whether a path leads to it. */
    static boolean owns(String fragment) {
        return fragment.startsWith(ModelParts.fragment(TRANSPORT, 0).substring(0, 8));
    }

    private static Invite newInvite() {
        return new Invite(Duration.ofMinutes(1), ModelParts.session(TRANSPORT, PrivacyMode.DIRECT));
    }

    /** All that it may say to a call. */
    static List<CallInput.Received> messages(ModelLeg leg, boolean aboutVideo) {
        List<CallInput.Received> all = new ArrayList<>();
        for (PartyId from : List.of(peer(leg), STRANGER)) {
            (aboutVideo ? withVideo(leg) : kinds(leg))
                    .forEach(message -> all.add(new CallInput.Received(from, SEQUENCE, message)));
        }
        return all;
    }

    private static PartyId peer(ModelLeg leg) {
        if (leg.machine().phase() instanceof Screening screening) {
            return screening.caller();
        }
        if (leg.machine().phase() instanceof Offered offered) {
            return offered.caller();
        }
        return leg.talk().map(Conversation::peer).orElse(STRANGER);
    }

    private static Stream<SignalingMessage> kinds(ModelLeg leg) {
        int generation = leg.talk().map(Conversation::generation).orElse(0);
        return Stream.concat(
                always(leg), generation < MAX_GENERATION ? renewals(generation) : Stream.of());
    }

    /** What is independent of video is left to the other scenarios, lest states multiply. */
    private static Stream<SignalingMessage> withVideo(ModelLeg leg) {
        Stream<SignalingMessage> others =
                kinds(leg)
                        .filter(
                                message ->
                                        !(message instanceof Hold)
                                                && !(message instanceof Mute)
                                                && !(message instanceof PrivacyChange));
        return Stream.concat(others, video(leg));
    }

    /** Of this round, of the one before and of the next. */
    private static Stream<SignalingMessage> video(ModelLeg leg) {
        int round = leg.talk().map(talk -> talk.video().round()).orElse(0);
        return IntStream.of(round - 1, round, round + 1)
                .filter(number -> number >= 1 && number <= MAX_ROUND)
                .boxed()
                .flatMap(ModelAdversary::video);
    }

    private static Stream<SignalingMessage> video(int round) {
        return Stream.of(
                new VideoRequest(round, ModelParts.VIDEO),
                new VideoAccept(round, ModelParts.VIDEO),
                new VideoDecline(round),
                new VideoStop(round));
    }

    private static Stream<SignalingMessage> renewals(int generation) {
        return Stream.of(
                new Candidates(generation + 1, ModelParts.CANDIDATES, true),
                new Renew(Math.max(1, generation), ModelParts.ice(TRANSPORT, 1), List.of()),
                new Renew(generation + 1, ModelParts.ice(TRANSPORT, 1), List.of()));
    }

    private static Stream<SignalingMessage> always(ModelLeg leg) {
        return Stream.of(
                newInvite(),
                new Ringing(),
                new Accept(
                        ModelParts.session(TRANSPORT, PrivacyMode.DIRECT)
                                .withSetup(SetupRole.ACTIVE)),
                new Answered(leg.machine().terms().self()),
                new Answered(STRANGER),
                new Decline(),
                new Busy(),
                new Candidates(0, ModelParts.CANDIDATES, false),
                new Hold(true),
                new Hold(false),
                new Mute(Set.of(MediaKind.AUDIO)),
                new Mute(Set.of()),
                new PrivacyChange(PrivacyMode.RELAY_ONLY),
                new PrivacyChange(PrivacyMode.DIRECT),
                new HangUp(HangUp.Cause.USER));
    }
}
