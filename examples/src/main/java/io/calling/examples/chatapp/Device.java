package io.calling.examples.chatapp;

import io.calling.CallAgent;
import io.calling.CallSession;
import io.calling.CallState;
import io.calling.EndReason;
import io.calling.IncomingCall;
import io.calling.PeerId;
import io.calling.VideoState;
import io.calling.media.Media;
import io.calling.srtp.verification.ShortAuthenticationString;
import io.calling.testkit.AudioRecorder;
import io.calling.testkit.TestMicrophone;
import io.calling.testkit.TestTone;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** One device of one person, with a call agent of its own: shows its user what happens. */
final class Device implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final String name;
    private final CallAgent agent;
    private final Teller teller;
    private final BlockingQueue<IncomingCall> ringing = new LinkedBlockingQueue<>();
    private final AtomicInteger rang = new AtomicInteger();
    private final Set<EndReason> heard = ConcurrentHashMap.newKeySet();

    Device(String name, CallAgent agent, Teller teller) {
        this.name = name;
        this.agent = agent;
        this.teller = teller;
        agent.onIncoming(this::ring);
    }

    private void ring(IncomingCall call) {
        show("rings: " + call.caller() + " calls. Why it may: " + call.decision().rule() + ".");
        var unused = call.ended().thenAccept(reason -> show("stops ringing. " + reason.advice()));
        rang.incrementAndGet();
        ringing.add(call);
    }

    void show(String words) {
        teller.tell(name, words);
    }

    CallSession place(PeerId callee) {
        show("calls " + callee + ".");
        return follow(agent.place(callee, media()));
    }

    /** Waits until it rings here. */
    IncomingCall awaitRinging() throws InterruptedException {
        IncomingCall call = ringing.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (call == null) {
            throw new IllegalStateException(name + " does not ring");
        }
        return call;
    }

    /** How often it has rung. */
    int rang() {
        return rang.get();
    }

    /** Whether any call of its user ended for this reason. */
    boolean heard(EndReason reason) {
        return heard.contains(reason);
    }

    CallSession accept(IncomingCall call) {
        show("takes the call.");
        return follow(call.accept(media()));
    }

    private CallSession follow(CallSession call) {
        call.onState(
                state -> {
                    if (state instanceof CallState.Ended ended) {
                        heard.add(ended.reason());
                    }
                    show(state instanceof CallState.Active ? talking(call) : words(state));
                });
        return call;
    }

    private static Media media() {
        return Media.audio(new TestMicrophone(new TestTone(1)), new AudioRecorder());
    }

    /** What protects it, as was negotiated. */
    private static String talking(CallSession call) {
        return call.security()
                .map(s -> "talks, encrypted: " + s.protocol() + ", " + s.srtpProfile() + ".")
                .orElse("talks, and nothing is known to protect it.");
    }

    private static String words(CallState state) {
        if (state instanceof CallState.Ringing ringing) {
            return ringing.confirmed() ? "hears that it rings there." : "plays a ring of its own.";
        }
        if (state instanceof CallState.Connecting) {
            return "connects.";
        }
        if (state instanceof CallState.Ended ended) {
            return "the call is over. " + ended.reason().advice();
        }
        return state.toString();
    }

    /** Waits until both talk. */
    void awaitTalking(CallSession call) throws InterruptedException {
        await(call, state -> state instanceof CallState.Active);
    }

    /** Waits until there is something to compare, and shows it. */
    ShortAuthenticationString awaitWords(CallSession call) throws InterruptedException {
        CompletableFuture<ShortAuthenticationString> shown = new CompletableFuture<>();
        call.onSecurity(security -> security.sas().ifPresent(shown::complete));
        ShortAuthenticationString sas = get(shown);
        show("shows: " + String.join(" ", sas.words()) + ".");
        return sas;
    }

    /** Waits until the call has video, has none, or somebody asks, and shows it. */
    VideoState awaitVideo(CallSession call, Class<? extends VideoState> wanted)
            throws InterruptedException {
        CompletableFuture<VideoState> reached = new CompletableFuture<>();
        call.onVideo(
                state -> {
                    if (wanted.isInstance(state)) {
                        reached.complete(state);
                    }
                });
        VideoState state = get(reached);
        show(words(state));
        return state;
    }

    private static String words(VideoState state) {
        if (state instanceof VideoState.Offered) {
            return "is asked for video.";
        }
        if (state instanceof VideoState.On) {
            return "hears that both agree.";
        }
        return state instanceof VideoState.Off ? "has no video any more." : "waits for an answer.";
    }

    /** Waits until the call is over. */
    EndReason awaitEnd(CallSession call) throws InterruptedException {
        return get(call.ended().toCompletableFuture());
    }

    /** Waits until the call is relayed, or not, for this reason. */
    String awaitReason(CallSession call, String wanted) throws InterruptedException {
        for (int i = 0; i < PATIENCE_SECONDS * 20; i++) {
            String reason = call.privacyReason().sentence();
            if (reason.equals(wanted)) {
                return reason;
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException(name + " does not learn that the call is " + wanted);
    }

    private static void await(CallSession call, Predicate<CallState> wanted)
            throws InterruptedException {
        CompletableFuture<CallState> reached = new CompletableFuture<>();
        call.onState(
                state -> {
                    if (wanted.test(state)) {
                        reached.complete(state);
                    }
                });
        get(reached);
    }

    private static <T> T get(CompletableFuture<T> future) throws InterruptedException {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("this did not happen in time", e);
        }
    }

    @Override
    public void close() {
        agent.close();
    }
}
