package io.calling;

import io.calling.CallEffect.CancelTimer;
import io.calling.CallEffect.Mark;
import io.calling.CallEffect.Send;
import io.calling.CallEffect.SetTimer;
import io.calling.CallEffect.Tell;
import io.calling.CallEffect.TellVideo;
import io.calling.VideoState.Off.Cause;
import io.calling.media.MediaKind;
import io.calling.policy.Decision;
import io.calling.signaling.Messages;
import io.calling.signaling.PartyId;
import io.calling.signaling.SessionParameters;
import io.calling.signaling.SignalingMessage;
import io.calling.signaling.VideoParameters;
import io.calling.srtp.SetupRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the machine does with each input in each phase, one line for each that does something. */
final class CallTableText {
    private static final Messages MESSAGES = new Messages(4);
    private static final PartyId US = MESSAGES.party();
    private static final PartyId THEM = MESSAGES.party();
    private static final PartyId OTHER = MESSAGES.party();
    private static final SessionParameters REMOTE =
            MESSAGES.session().withPrivacy(PrivacyMode.DIRECT_AFTER_ACCEPT);
    private static final Consent CONSENT = new Consent(CallInput.Local.PLACE);
    private static final PrivacyMode THEIRS = PrivacyMode.DIRECT_AFTER_ACCEPT;

    private static final VideoParameters VIDEO = MESSAGES.video();
    private static final Set<MediaKind> ALL = Set.of(MediaKind.values());
    private static final Set<MediaKind> SOUND = Set.of(MediaKind.AUDIO);

    private static final Conversation TALK = Conversation.begin(CONSENT, THEM, THEIRS);
    private static final SignalingMessage.Renew RENEWAL =
            new SignalingMessage.Renew(1, REMOTE.ice(), List.of());

    private CallTableText() {}

    static String lines() {
        List<String> lines = new ArrayList<>();
        phases().forEach((name, machine) -> addLines(name, machine, lines));
        return String.join("\n", lines);
    }

    private static Map<String, CallMachine> phases() {
        Map<String, CallMachine> phases = new LinkedHashMap<>();
        phases.put("new", outgoing(new Preparing(false)));
        phases.put("preparing", outgoing(new Preparing(true)));
        phases.put("inviting", outgoing(new Inviting(CONSENT, false)));
        phases.put("screening", incoming(new Screening(THEM, REMOTE), false));
        phases.put("offered", incoming(new Offered(THEM, REMOTE), false));
        phases.put("offered, revealed", incoming(new Offered(THEM, REMOTE), true));
        phases.put("connecting", outgoing(new Connecting(TALK, false)));
        phases.put("connecting, called", incoming(connectingCalled(), false));
        phases.put("active", outgoing(new Active(TALK)));
        phases.put("active, called", incoming(new Active(TALK), false));
        phases.put("active, sound only", outgoing(new Active(TALK), SOUND));
        phases.put("asks for video", outgoing(video(VideoAgreement.requested(1, VIDEO))));
        phases.put("asked for video", outgoing(video(VideoAgreement.offered(1, VIDEO))));
        phases.put("with video", outgoing(video(VideoAgreement.on(1, VIDEO, VIDEO))));
        phases.put("video is over", outgoing(video(VideoAgreement.off(1, Cause.OUR_CHOICE))));
        for (Reconnecting.Step step : Reconnecting.Step.values()) {
            phases.put(words(step), outgoing(reconnecting(step)));
        }
        phases.put("ended", outgoing(new Ended(EndReason.HUNG_UP)));
        phases.put("ended, called", incoming(new Ended(EndReason.HUNG_UP), false));
        return phases;
    }

    private static CallPhase video(VideoAgreement video) {
        return new Active(TALK.withVideo(video));
    }

    /** The phase of which another one is a variant: only what differs is said again. */
    private static Optional<String> plain(String phase) {
        return switch (phase) {
            case "offered, revealed" -> Optional.of("offered");
            case "connecting, called" -> Optional.of("connecting");
            case "active, called",
                    "active, sound only",
                    "asks for video",
                    "asked for video",
                    "with video",
                    "video is over" ->
                    Optional.of("active");
            case "renewing", "told", "checking" -> Optional.of("recovering");
            default -> Optional.empty();
        };
    }

    private static CallPhase connectingCalled() {
        return new Connecting(TALK, false);
    }

    private static CallPhase reconnecting(Reconnecting.Step step) {
        boolean first = step == Reconnecting.Step.RECOVERING;
        return new Reconnecting(first ? TALK : TALK.withGeneration(1), step, Optional.empty());
    }

    private static Map<String, CallInput> inputs() {
        Map<String, CallInput> inputs = new LinkedHashMap<>();
        for (CallInput.Local input : CallInput.Local.values()) {
            inputs.put(words(input), input);
        }
        for (CallInput.Progress input : CallInput.Progress.values()) {
            inputs.put(words(input), input);
        }
        for (CallInput.Timer input : CallInput.Timer.values()) {
            inputs.put(words(input) + " timer", input);
        }
        inputs.put("adopt", new CallInput.Adopted(THEM, REMOTE));
        inputs.put("tighten", new CallInput.Tightened(PrivacyMode.RELAY_ONLY));
        inputs.put("mute", new CallInput.Muted(Set.of(MediaKind.AUDIO)));
        inputs.put("bring video", new CallInput.Brings(Optional.of(VIDEO)));
        inputs.put("request video", new CallInput.RequestVideo(VIDEO));
        inputs.put("accept video", new CallInput.AcceptVideo(VIDEO));
        inputs.put("no path", new CallInput.Failed(EndReason.NO_PATH));
        inputs.put("privacy failure", new CallInput.Failed(EndReason.PRIVACY_VIOLATION_PREVENTED));
        inputs.put("channel failure", new CallInput.Failed(EndReason.SIGNALING_FAILED));
        addDecisions(inputs);
        addMessages(inputs);
        return inputs;
    }

    private static void addDecisions(Map<String, CallInput> inputs) {
        inputs.put("policy: ring", decided(ring(false)));
        inputs.put("policy: ring, reveal", decided(ring(true)));
        inputs.put("policy: silence", decided(new Decision.Silence("a rule")));
        inputs.put("policy: decline", decided(decline(Decision.Decline.Reason.DECLINED)));
        inputs.put("policy: busy", decided(decline(Decision.Decline.Reason.BUSY)));
    }

    private static Decision ring(boolean reveal) {
        return new Decision.Ring(
                "a rule",
                Set.of(MediaKind.AUDIO),
                reveal,
                PrivacyMode.RELAY_ONLY,
                Optional.empty());
    }

    private static Decision decline(Decision.Decline.Reason reason) {
        return new Decision.Decline("a rule", reason);
    }

    private static CallInput decided(Decision decision) {
        return new CallInput.Decided(decision, PrivacyMode.RELAY_ONLY);
    }

    private static void addMessages(Map<String, CallInput> inputs) {
        message(inputs, "invite", new SignalingMessage.Invite(Duration.ofSeconds(60), REMOTE));
        message(inputs, "ringing", new SignalingMessage.Ringing());
        message(inputs, "accept", accept());
        inputs.put("accept of another device", new CallInput.Received(OTHER, 1, accept()));
        message(inputs, "answered by us", new SignalingMessage.Answered(US));
        message(inputs, "answered by another", new SignalingMessage.Answered(OTHER));
        message(inputs, "decline", new SignalingMessage.Decline());
        message(inputs, "busy", new SignalingMessage.Busy());
        message(inputs, "candidates", new SignalingMessage.Candidates(0, List.of(), false));
        message(
                inputs,
                "narrower privacy",
                new SignalingMessage.PrivacyChange(PrivacyMode.RELAY_ONLY));
        message(inputs, "wider privacy", new SignalingMessage.PrivacyChange(PrivacyMode.DIRECT));
        message(inputs, "hang-up", new SignalingMessage.HangUp(SignalingMessage.HangUp.Cause.USER));
        message(inputs, "hold", new SignalingMessage.Hold(true));
        message(inputs, "mute", new SignalingMessage.Mute(Set.of(MediaKind.AUDIO)));
        message(inputs, "renewal", RENEWAL);
        message(inputs, "video request", new SignalingMessage.VideoRequest(1, VIDEO));
        message(inputs, "newer video request", new SignalingMessage.VideoRequest(2, VIDEO));
        message(inputs, "video accept", new SignalingMessage.VideoAccept(1, VIDEO));
        message(inputs, "video decline", new SignalingMessage.VideoDecline(1));
        message(inputs, "video stop", new SignalingMessage.VideoStop(1));
        message(inputs, "video stop of old", new SignalingMessage.VideoStop(0));
        inputs.put(
                "hang-up of another device",
                new CallInput.Received(
                        OTHER, 1, new SignalingMessage.HangUp(SignalingMessage.HangUp.Cause.USER)));
    }

    private static SignalingMessage accept() {
        return new SignalingMessage.Accept(REMOTE.withSetup(SetupRole.ACTIVE));
    }

    private static void message(
            Map<String, CallInput> inputs, String name, SignalingMessage message) {
        inputs.put("peer: " + name, new CallInput.Received(THEM, 1, message));
    }

    private static CallMachine outgoing(CallPhase phase) {
        return outgoing(phase, ALL);
    }

    private static CallMachine outgoing(CallPhase phase, Set<MediaKind> media) {
        return machine(true, false, phase, media);
    }

    private static CallMachine incoming(CallPhase phase, boolean reveal) {
        return machine(false, reveal, phase, ALL);
    }

    private static CallMachine machine(
            boolean outgoing, boolean reveal, CallPhase phase, Set<MediaKind> media) {
        return new CallMachine(
                new CallTerms(
                        outgoing, US, THEIRS, reveal, CallTimes.DEFAULT, media, Optional.empty()),
                phase);
    }

    private static void addLines(String name, CallMachine machine, List<String> lines) {
        inputs().forEach(
                        (input, value) -> {
                            String line = line(name, input, machine, value);
                            String plain =
                                    plain(name)
                                            .map(phases()::get)
                                            .map(other -> line(name, input, other, value))
                                            .orElse("");
                            if (plain(name).isPresent() && line.isEmpty() && !plain.isEmpty()) {
                                lines.add(row(name, input, "-", "nothing"));
                            } else if (!line.equals(plain)) {
                                lines.add(line);
                            }
                        });
    }

    private static String line(String phase, String input, CallMachine machine, CallInput value) {
        CallMachine.Step step = machine.on(value);
        boolean nothing =
                step.drops()
                        || step.effects().isEmpty() && step.next().phase().equals(machine.phase());
        return nothing ? "" : line(phase, input, step);
    }

    private static String line(String phase, String input, CallMachine.Step step) {
        String effects =
                step.effects().stream()
                        .map(CallTableText::words)
                        .filter(words -> !words.isEmpty())
                        .collect(Collectors.joining(", "));
        return row(phase, input, words(step.next().phase()), effects);
    }

    private static String row(String phase, String input, String next, String effects) {
        return "%-20s| %-26s| %-13s| %s".formatted(phase, input, next, effects).stripTrailing();
    }

    private static String words(CallPhase phase) {
        return phase instanceof Ended
                ? "ended"
                : phase.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String words(CallEffect effect) {
        if (effect instanceof CallEffect.Do simple) {
            return words((Enum<?>) simple);
        }
        if (effect instanceof Send send) {
            return "send " + kind(send.message());
        }
        if (effect instanceof Tell tell) {
            return "tell " + state(tell.state());
        }
        if (effect instanceof TellVideo tell) {
            return "tell video " + video(tell.state());
        }
        if (effect instanceof SetTimer set) {
            return "start " + words(set.timer()) + " timer";
        }
        if (effect instanceof CancelTimer cancel) {
            return "stop " + words(cancel.timer()) + " timer";
        }
        if (effect instanceof Mark) {
            return "";
        }
        return effect.getClass()
                .getSimpleName()
                .replace("AddC", "add c")
                .replace("ConnectA", "connect a")
                .replace("TellM", "tell m")
                .replace("StartV", "start v")
                .toLowerCase(Locale.ROOT);
    }

    private static String state(CallState state) {
        return state instanceof CallState.Ended ended
                ? ended.reason().name()
                : state.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String video(VideoState state) {
        return state instanceof VideoState.Off off
                ? off.cause().name()
                : state.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String kind(SignalingMessage message) {
        if (message instanceof SignalingMessage.Video) {
            return message.getClass()
                    .getSimpleName()
                    .replace("Video", "video ")
                    .toLowerCase(Locale.ROOT);
        }
        return message instanceof SignalingMessage.HangUp
                ? "hang-up"
                : message.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
