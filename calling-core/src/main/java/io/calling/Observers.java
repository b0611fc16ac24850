package io.calling;

import io.calling.media.MediaKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who observes one call. Everything here happens in tasks of one serial executor, so that each
 * listener hears every state once and in order, and no lock is held while it is called. That the
 * call is over is never lost: not for a listener that is slow, nor for an executor that shut down.
 */
final class Observers {
    private static final int MAX_WAITING = 256;

    private final SerialExecutor serial;
    private final List<Consumer<? super CallState>> listeners = new ArrayList<>();
    private final CompletableFuture<EndReason> ended = new CompletableFuture<>();
    private final List<Consumer<? super CallSecurity>> securityListeners = new ArrayList<>();
    private final List<Consumer<? super Set<MediaKind>>> muteListeners = new ArrayList<>();
    private final List<Consumer<? super VideoState>> videoListeners = new ArrayList<>();
    private CallState last;
    private VideoState lastVideo = VideoAgreement.NONE.state();
    private Set<MediaKind> lastMuted = Set.of();
    private @Nullable CallSecurity lastSecurity;

    Observers(Executor executor, CallState first) {
        this.serial = new SerialExecutor(executor, MAX_WAITING);
        this.last = first;
    }

    /** Tells the listener the last state, and each one to come. */
    void add(Consumer<? super CallState> listener) {
        serial.offer(
                () -> {
                    listeners.add(listener);
                    tell(listener, last);
                });
    }

    void tell(CallState state) {
        if (state instanceof CallState.Ended end) {
            tellLast(end);
        } else {
            serial.offer(() -> tellAll(state));
        }
    }

    private void tellLast(CallState.Ended end) {
        boolean taken =
                serial.offerLast(
                        () -> {
                            tellAll(end);
                            ended.complete(end.reason());
                        });
        if (!taken) {
            ended.complete(end.reason());
        }
    }

    private void tellAll(CallState state) {
        last = state;
        List.copyOf(listeners).forEach(listener -> tell(listener, state));
    }

    /** Tells the listener what protects the call, and what will. */
    void addForSecurity(Consumer<? super CallSecurity> listener) {
        serial.offer(
                () -> {
                    securityListeners.add(listener);
                    if (lastSecurity != null) {
                        tell(listener, lastSecurity);
                    }
                });
    }

    void tell(CallSecurity security) {
        serial.offer(
                () -> {
                    lastSecurity = security;
                    List.copyOf(securityListeners).forEach(listener -> tell(listener, security));
                });
    }

    /** Tells the listener what the peer has muted, and will. */
    void addForMutes(Consumer<? super Set<MediaKind>> listener) {
        serial.offer(
                () -> {
                    muteListeners.add(listener);
                    tell(listener, lastMuted);
                });
    }

    void tellMuted(Set<MediaKind> kinds) {
        serial.offer(
                () -> {
                    lastMuted = kinds;
                    List.copyOf(muteListeners).forEach(listener -> tell(listener, kinds));
                });
    }

    /** Tells the listener whether there is video, and will be. */
    void addForVideo(Consumer<? super VideoState> listener) {
        serial.offer(
                () -> {
                    videoListeners.add(listener);
                    tell(listener, lastVideo);
                });
    }

    void tellVideo(VideoState state) {
        serial.offer(
                () -> {
                    lastVideo = state;
                    List.copyOf(videoListeners).forEach(listener -> tell(listener, state));
                });
    }

    private static void tell(Consumer<? super VideoState> listener, VideoState state) {
        Guarded.run("video listener", () -> listener.accept(state));
    }

    private static void tell(Consumer<? super Set<MediaKind>> listener, Set<MediaKind> kinds) {
        Guarded.run("mute listener", () -> listener.accept(kinds));
    }

    private static void tell(Consumer<? super CallSecurity> listener, CallSecurity security) {
        Guarded.run("security listener", () -> listener.accept(security));
    }

    /** Calls the application in turn with everything else that it is told about this call. */
    void run(String what, Guarded.Code code) {
        serial.offer(() -> Guarded.run(what, code));
    }

    CompletionStage<EndReason> ended() {
        return ended.minimalCompletionStage();
    }

    private static void tell(Consumer<? super CallState> listener, CallState state) {
        Guarded.run("state listener", () -> listener.accept(state));
    }
}
