package io.calling.testkit;

import io.calling.CallAgent;
import io.calling.CallSession;
import io.calling.CallState;
import io.calling.EndReason;
import io.calling.IncomingCall;
import io.calling.PeerId;
import io.calling.VideoState;
import io.calling.media.Media;
import io.calling.media.VideoMedia;
import io.calling.testkit.net.VirtualLink;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One side of a {@link CallPair}: an agent, what rings there, what it says and hears. */
public final class Party {
    /** Of each picture, thirty times a second: as much as a small picture of a call takes. */
    private static final int FRAME_BYTES = 2_500;

    private final PeerId id;
    private final CallAgent agent;
    private final @Nullable VirtualLink link;
    private final CallPair pair;
    private final TestTone tone;
    private final List<IncomingCall> incoming = new CopyOnWriteArrayList<>();
    private final List<CallState> states = new CopyOnWriteArrayList<>();
    private final List<CallSession> sessions = new CopyOnWriteArrayList<>();
    private TestMicrophone microphone;
    private AudioRecorder recorder = new AudioRecorder();
    private TestCamera camera = new TestCamera(FRAME_BYTES);
    private VideoRecorder screen = new VideoRecorder();
    private @Nullable CallSession call;
    private @Nullable IncomingCall taken;

    Party(CallPair pair, PeerId id, CallAgent agent, TestTone tone, @Nullable VirtualLink link) {
        this.pair = pair;
        this.id = id;
        this.agent = agent;
        this.link = link;
        this.tone = tone;
        this.microphone = new TestMicrophone(tone);
        agent.onIncoming(this::rang);
    }

    /** Who this is. */
    public PeerId id() {
        return id;
    }

    /** Its agent. */
    public CallAgent agent() {
        return agent;
    }

    /**
     * Its link to the virtual network.
     *
     * @throws IllegalStateException if the pair is on real sockets
     */
    public VirtualLink link() {
        VirtualLink virtual = link;
        if (virtual == null) {
            throw new IllegalStateException("the pair is not on a virtual network");
        }
        return virtual;
    }

    /** The tone that its microphone plays unless told otherwise. */
    public TestTone tone() {
        return tone;
    }

    /** The microphone of its current or next call. */
    public TestMicrophone microphone() {
        return microphone;
    }

    /** What was heard in its current call. */
    public AudioRecorder heard() {
        return recorder;
    }

    /** Calls somebody, with a microphone and a recorder of their own. */
    public CallSession place(PeerId callee) {
        return observe(agent.place(callee, newMedia()));
    }

    /** Waits, in the time of its network, until a condition holds; whether it does. */
    public boolean await(Duration limit, BooleanSupplier condition) {
        return pair.await(limit, condition);
    }

    /** How long its waits take at most, unless told otherwise. */
    public Duration patience() {
        return pair.patience();
    }

    /** Whether a call rings here that was not taken yet. */
    public boolean isRinging() {
        IncomingCall last = ringing();
        return last != null && last.endReason().isEmpty();
    }

    /** Waits for a call to ring here. */
    public IncomingCall awaitIncoming() {
        pair.expect(id + " to ring", () -> ringing() != null);
        return Objects.requireNonNull(ringing());
    }

    private @Nullable IncomingCall ringing() {
        IncomingCall last = incoming.isEmpty() ? null : incoming.get(incoming.size() - 1);
        return last == null || last.equals(taken) ? null : last;
    }

    /** Every call that rang here so far. */
    public List<IncomingCall> incoming() {
        return List.copyOf(incoming);
    }

    /** Waits for a call that rings here, and takes it. */
    public CallSession accept() {
        return accept(awaitIncoming());
    }

    /** Takes a call. */
    public CallSession accept(IncomingCall ringing) {
        taken = ringing;
        return observe(ringing.accept(newMedia()));
    }

    /** A microphone and a recorder, for an application that places and takes calls itself. */
    public Media newMedia() {
        microphone = new TestMicrophone(tone);
        recorder = new AudioRecorder();
        return Media.audio(microphone, recorder);
    }

    /** Calls somebody and asks for video, with a camera and a screen of its own. */
    public CallSession placeWithVideo(PeerId callee) {
        return observe(agent.place(callee, newMedia().video(newVideo())));
    }

    /** Waits for a call that rings here, and takes it with its video. */
    public CallSession acceptWithVideo() {
        IncomingCall ringing = awaitIncoming();
        taken = ringing;
        return observe(ringing.accept(newMedia().video(newVideo())));
    }

    /** A camera and a screen, for video that is asked for or agreed to in mid-call. */
    public VideoMedia newVideo() {
        return newVideo(new TestCamera(FRAME_BYTES));
    }

    /** A screen beside a camera of the test's. */
    public VideoMedia newVideo(TestCamera source) {
        camera = source;
        screen = new VideoRecorder();
        return VideoMedia.of(camera, screen);
    }

    /** The camera of its current or last video. */
    public TestCamera camera() {
        return camera;
    }

    /** What was seen in its current or last video. */
    public VideoRecorder seen() {
        return screen;
    }

    /** Waits until the call has video, or has none, or somebody asks; fails the test otherwise. */
    public void awaitVideo(VideoState state) {
        pair.expect(id + " to learn " + state, () -> call().video().equals(state));
    }

    /** Waits until so many frames more were seen; fails the test otherwise. */
    public void awaitSeeing(int more) {
        VideoRecorder watched = screen;
        int before = watched.frames();
        pair.expect(
                id + " to see " + more + " more frames", () -> watched.frames() >= before + more);
    }

    /** Takes a call of the application's for the one that is looked at here. */
    public CallSession observe(CallSession session) {
        states.clear();
        sessions.add(session);
        call = session;
        session.onState(state -> note(session, state));
        return session;
    }

    // What an earlier call has to say late is no state of this one.
    private void note(CallSession session, CallState state) {
        if (session.equals(call)) {
            states.add(state);
        }
        pair.tell(
                id, state instanceof CallState.Ended end ? "Ended, " + end.reason() : name(state));
    }

    private static String name(CallState state) {
        return state.getClass().getSimpleName();
    }

    private void rang(IncomingCall call) {
        incoming.add(call);
        pair.tell(id, "rings for " + call.caller());
    }

    /**
     * The call that it placed or took last.
     *
     * @throws IllegalStateException if there was none
     */
    public CallSession call() {
        CallSession current = call;
        if (current == null) {
            throw new IllegalStateException(id + " has neither placed nor taken a call");
        }
        return current;
    }

    /** The states of that call so far, as its listener was told. */
    public List<CallState> states() {
        return List.copyOf(states);
    }

    /** Waits until the call is active; fails the test otherwise. */
    public void awaitActive() {
        awaitActive(pair.patience());
    }

    /** Waits until the call is active; fails the test otherwise. */
    public void awaitActive(Duration limit) {
        pair.expect(
                id + " to be active",
                limit,
                () -> call().state() instanceof CallState.Active || hasEnded());
        if (!(call().state() instanceof CallState.Active)) {
            throw new AssertionError(id + " is not active: " + call().state());
        }
    }

    /** Waits until something was heard of a tone or a voice; fails the test otherwise. */
    public void awaitHearing(TestSound sound) {
        pair.expect(id + " to hear " + sound, () -> heard().framesOf(sound) > 0);
    }

    /** Waits until the call has ended, and its listener was told; fails the test otherwise. */
    public EndReason awaitEnd() {
        return awaitEnd(pair.patience());
    }

    /** Waits until the call has ended, and its listener was told; fails the test otherwise. */
    public EndReason awaitEnd(Duration limit) {
        pair.expect(id + " to see the end", limit, () -> hasEnded() && wasToldOfTheEnd());
        return call().state() instanceof CallState.Ended ended ? ended.reason() : EndReason.HUNG_UP;
    }

    /** Where the call is and what was heard, in one sentence; for people. */
    public String describe() {
        CallSession current = call;
        if (current == null) {
            return incoming.isEmpty()
                    ? "nothing rang and no call was placed"
                    : incoming.size() + " calls rang and none was taken";
        }
        AudioRecorder ears = heard();
        return "the call is "
                + current.state()
                + ", "
                + ears.frames()
                + " frames were heard and "
                + ears.gaps()
                + " were missing";
    }

    private boolean hasEnded() {
        return call().state() instanceof CallState.Ended;
    }

    private boolean wasToldOfTheEnd() {
        return states.stream().anyMatch(CallState.Ended.class::isInstance);
    }

    /** Fails the test where the egress guard had to step in, which means a bug of the library. */
    void assertNothingWasRefused() {
        for (CallSession session : sessions) {
            long refused = session.statistics().transport().egressRefused();
            if (refused > 0) {
                throw new AssertionError(id + ": the egress guard refused " + refused + " times");
            }
        }
    }
}
