package io.calling;

import io.calling.media.MediaKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Who observes one call. Everything here happens in tasks of one serial executor, so that each
 * listener hears every change once and in order, and no lock is held while it is called. Of what
 * changes again and again while a listener stalls it hears the newest. That the call is over is
 * never lost: not for a listener that is slow, nor for an executor that shut down.
 */
final class Observers {
    private static final int MAX_WAITING = 256;

    private final SerialExecutor serial;
    private final CompletableFuture<EndReason> ended = new CompletableFuture<>();
    private final Topic<CallState> states;
    private final Topic<CallSecurity> security;
    private final Topic<Set<MediaKind>> mutes;
    private final Topic<VideoState> video;
    private final List<Consumer<? super Character>> keyListeners = new ArrayList<>();

    Observers(Executor executor, CallState first) {
        this.serial = new SerialExecutor(executor, MAX_WAITING);
        this.states = new Topic<>("state listener", serial, first);
        this.security = new Topic<>("security listener", serial, null);
        this.mutes = new Topic<>("mute listener", serial, Set.of());
        this.video = new Topic<>("video listener", serial, VideoAgreement.NONE.state());
    }

    /** Tells the listener the last state, and each one to come. */
    void add(Consumer<? super CallState> listener) {
        states.add(listener);
    }

    void tell(CallState state) {
        if (state instanceof CallState.Ended end) {
            tellLast(end);
        } else {
            states.tell(state);
        }
    }

    private void tellLast(CallState.Ended end) {
        boolean taken =
                serial.offerAlways(
                        () -> {
                            states.tellAll(end);
                            ended.complete(end.reason());
                        });
        if (!taken) {
            ended.complete(end.reason());
        }
    }

    /** Tells the listener what protects the call, and what will. */
    void addForSecurity(Consumer<? super CallSecurity> listener) {
        security.add(listener);
    }

    void tell(CallSecurity now) {
        security.tell(now);
    }

    /** Tells the listener what the peer has muted, and will. */
    void addForMutes(Consumer<? super Set<MediaKind>> listener) {
        mutes.add(listener);
    }

    void tellMuted(Set<MediaKind> kinds) {
        mutes.tell(kinds);
    }

    /** Tells the listener the keys that the peer will press. */
    void addForKeys(Consumer<? super Character> listener) {
        serial.offer(() -> keyListeners.add(listener));
    }

    void tellKey(char key) {
        serial.offer(
                () ->
                        List.copyOf(keyListeners)
                                .forEach(
                                        listener ->
                                                Guarded.run(
                                                        "key listener",
                                                        () -> listener.accept(key))));
    }

    /** Tells the listener whether there is video, and will be. */
    void addForVideo(Consumer<? super VideoState> listener) {
        video.add(listener);
    }

    void tellVideo(VideoState state) {
        video.tell(state);
    }

    /** Calls the application in turn with everything else that it is told about this call. */
    void run(String what, Guarded.Code code) {
        serial.offer(() -> Guarded.run(what, code));
    }

    CompletionStage<EndReason> ended() {
        return ended.minimalCompletionStage();
    }
}
