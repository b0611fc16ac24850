package io.calling.examples.echo;

import io.calling.CallException;
import io.calling.CallState;
import io.calling.WebRtcSession;
import io.calling.media.MediaKind;
import io.calling.sdp.Direction;
import io.calling.sdp.SdpException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Offers, answers and candidates of a call that there is already. */
final class EchoDescriptions {
    private static final long SECONDS = 20;

    private EchoDescriptions() {}

    /** Answers another offer of the peer's. */
    static EchoResponse answer(WebRtcSession session, String offer) throws InterruptedException {
        return described(session.answer(offer));
    }

    /**
     * Makes another offer, as the query wishes: {@code add=audio}, {@code add=video}, {@code
     * direction=} with a direction of ours for all media, {@code ice=restart}.
     */
    static EchoResponse offer(WebRtcSession session, @Nullable String query)
            throws InterruptedException {
        List<Consumer<WebRtcSession>> wishes = new ArrayList<>();
        boolean restart = false;
        try {
            for (String wish : query == null ? new String[0] : query.split("&", -1)) {
                restart |= wish.equals("ice=restart");
                wishes.add(wish(wish));
            }
        } catch (IllegalArgumentException e) {
            return EchoResponse.problem(
                    400,
                    "Not understood",
                    "An offer takes add=audio, add=video, direction=... and ice=restart.");
        }
        try {
            wishes.forEach(wish -> wish.accept(session));
        } catch (IllegalStateException e) {
            return EchoResponse.problem(409, "Full", "A call has no more sections than this.");
        }
        return described(restart ? session.restartIce() : session.offerAgain());
    }

    /** What is understood before anything is done. */
    private static Consumer<WebRtcSession> wish(String text) {
        String[] words = text.split("=", 2);
        String value = words.length < 2 ? "" : words[1].toUpperCase(Locale.ROOT);
        switch (words[0]) {
            case "add" -> {
                MediaKind kind = MediaKind.valueOf(value);
                return session -> session.add(kind);
            }
            case "direction" -> {
                Direction direction = Direction.valueOf(value);
                return session ->
                        Arrays.stream(MediaKind.values())
                                .forEach(kind -> session.direction(kind, direction));
            }
            case "ice" -> {
                if (value.equals("RESTART")) {
                    return session -> {};
                }
            }
            default -> {}
        }
        throw new IllegalArgumentException(text);
    }

    private static EchoResponse described(CompletionStage<String> description)
            throws InterruptedException {
        try {
            String sdp = description.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
            return EchoResponse.of(200, EchoRequest.SDP, sdp);
        } catch (ExecutionException e) {
            return refused(e.getCause());
        } catch (TimeoutException e) {
            return EchoResponse.problem(
                    503, "No description", "The relay took too long: try again.");
        }
    }

    private static EchoResponse refused(@Nullable Throwable cause) {
        if (cause instanceof SdpException refused) {
            return EchoResponse.refused(refused);
        }
        if (cause instanceof CallException failed) {
            return EchoResponse.problem(503, "No description", failed.reason().advice());
        }
        return EchoResponse.problem(
                409,
                "Not now",
                cause instanceof IllegalStateException early
                        ? String.valueOf(early.getMessage())
                        : "There is no description now.");
    }

    static EchoResponse accept(WebRtcSession session, String answer) {
        try {
            session.accept(answer);
            return EchoResponse.empty(204);
        } catch (SdpException e) {
            return EchoResponse.refused(e);
        } catch (IllegalStateException e) {
            return EchoResponse.problem(409, "No answer wanted", "This call waits for no answer.");
        }
    }

    static EchoResponse rollback(WebRtcSession session) {
        try {
            session.rollback();
            return EchoResponse.empty(204);
        } catch (IllegalStateException e) {
            return EchoResponse.problem(409, "No offer", "No offer waits for its answer.");
        }
    }

    static EchoResponse trickle(WebRtcSession session, String fragment) {
        if (session.state() instanceof CallState.Ended) {
            return EchoResponse.problem(409, "Over", "This call is over.");
        }
        try {
            session.addCandidates(fragment);
            return EchoResponse.empty(204);
        } catch (SdpException e) {
            return EchoResponse.refused(e);
        }
    }
}
