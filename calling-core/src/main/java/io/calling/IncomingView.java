package io.calling;

import io.calling.ice.net.Network;
import io.calling.media.Media;
import io.calling.media.MediaKind;
import io.calling.policy.Decision;
import io.calling.srtp.Verification;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** A call as the application sees it while it rings. */
final class IncomingView implements IncomingCall {
    private final Call call;
    private final Decision.Ring decision;
    private final Set<MediaKind> requested;
    private final Verification verification;
    private final Network network;
    private final AtomicBoolean accepted = new AtomicBoolean();
    private final CompletableFuture<EndReason> ended = new CompletableFuture<>();

    IncomingView(Call call, Decision.Ring decision, Network network) {
        this.call = call;
        this.decision = decision;
        this.requested = call.requestedMedia();
        this.verification = call.assurance().verification();
        this.network = network;
        var unused = call.observers().ended().thenAccept(this::endUnlessAccepted);
    }

    @Override
    public PeerId caller() {
        return call.peer();
    }

    @Override
    public Verification verification() {
        return verification;
    }

    @Override
    public Decision.Ring decision() {
        return decision;
    }

    @Override
    public Set<MediaKind> requestedMedia() {
        return requested;
    }

    @Override
    public Set<MediaKind> allowedMedia() {
        return requested.stream()
                .filter(decision.media()::contains)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public CallSession accept(Media media) {
        if (!allowedMedia().containsAll(media.kinds())) {
            throw new IllegalArgumentException(
                    "the caller asks for "
                            + requested
                            + " and the rule that let the call ring allows "
                            + decision.media());
        }
        if (!accepted.compareAndSet(false, true)) {
            throw new IllegalStateException("the call was accepted before");
        }
        network.execute(() -> call.accept(media));
        return new SessionView(call, network);
    }

    @Override
    public void decline() {
        if (!accepted.get()) {
            network.execute(() -> call.input(CallInput.Local.DECLINE));
        }
    }

    @Override
    public CompletionStage<EndReason> ended() {
        return ended.minimalCompletionStage();
    }

    @Override
    public Optional<EndReason> endReason() {
        return !accepted.get() && call.record().state() instanceof CallState.Ended end
                ? Optional.of(end.reason())
                : Optional.empty();
    }

    private void endUnlessAccepted(EndReason reason) {
        if (!accepted.get()) {
            ended.complete(reason);
        }
    }

    /** Says nothing: who calls is nobody's business. */
    @Override
    public String toString() {
        return "IncomingCall";
    }
}
