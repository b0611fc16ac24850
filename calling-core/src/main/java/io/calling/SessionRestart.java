package io.calling;

import io.calling.ice.IceCredentials;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Where an ICE restart of one session stands, ours or the peer's (RFC 8839, 4.4.1.1.1): there is a
 * transport beside the one in use from when we gather for it until it has a pair, or is given up.
 * On the loop.
 */
final class SessionRestart {
    private enum Stage {
        NONE,
        /** For an offer of ours. */
        GATHERING,
        /** Our offer waits for its answer. */
        OFFERED,
        /** For our answer to the peer's. */
        GATHERING_TO_ANSWER,
        /** Both descriptions are there, and checks run. */
        SEEKING
    }

    private Stage stage = Stage.NONE;

    /** Gets our description once we have gathered. */
    private @Nullable CompletableFuture<String> waiting;

    /** The peer's new ones, while we gather for our answer. */
    private Optional<IceCredentials> peers = Optional.empty();

    /** We gather for an offer that starts ICE anew. */
    void gather(CompletableFuture<String> offer) {
        stage = Stage.GATHERING;
        waiting = offer;
    }

    /** The peer starts ICE anew, and we gather for the answer. */
    void gatherToAnswer(IceCredentials credentials, CompletableFuture<String> answer) {
        stage = Stage.GATHERING_TO_ANSWER;
        waiting = answer;
        peers = Optional.of(credentials);
    }

    void offered() {
        stage = Stage.OFFERED;
        waiting = null;
    }

    void seek() {
        stage = Stage.SEEKING;
        waiting = null;
        peers = Optional.empty();
    }

    /** There is a pair, of whichever transport. */
    void onPathFound() {
        if (stage == Stage.SEEKING) {
            stage = Stage.NONE;
        }
    }

    /** There is only the transport in use again. */
    void giveUp() {
        stage = Stage.NONE;
        waiting = null;
        peers = Optional.empty();
    }

    boolean isGathering() {
        return stage == Stage.GATHERING || stage == Stage.GATHERING_TO_ANSWER;
    }

    boolean isSeeking() {
        return stage == Stage.SEEKING;
    }

    /** Whether one of ours is being made, or has no answer yet. */
    boolean isOursToAnswer() {
        return stage == Stage.GATHERING || stage == Stage.OFFERED;
    }

    /**
     * Whether candidates of the peer's that name these credentials, or none, are for the transport
     * that was opened last. While one of ours waits for its answer, those that come are of the path
     * that it leaves. While one of the peer's waits for ours, only those count that say they are of
     * the new path.
     *
     * @param negotiated the peer's credentials, once there was an answer
     */
    boolean takes(Optional<IceCredentials> named, Optional<IceCredentials> negotiated) {
        return switch (stage) {
            case GATHERING, OFFERED -> false;
            case GATHERING_TO_ANSWER -> named.equals(peers);
            case NONE, SEEKING ->
                    named.isEmpty() || negotiated.isEmpty() || named.equals(negotiated);
        };
    }

    /** Whoever waits for a description gets none. */
    void fail(Throwable reason) {
        if (waiting != null) {
            waiting.completeExceptionally(reason);
        }
    }
}
