package io.calling.examples.echo;

import io.calling.CallException;
import io.calling.WebRtcSession;
import io.calling.media.MediaKind;
import io.calling.sdp.Direction;
import io.calling.sdp.SdpException;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Offers, answers and candidates of a call that there is already. */
final class EchoDescriptions {
    private static final long SECONDS = 20;
    private static final String SDP = "application/sdp";

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
        boolean restart = false;
        try {
            for (String wish : query == null ? new String[0] : query.split("&", -1)) {
                restart |= wish.equals("ice=restart");
                wish(session, wish);
            }
        } catch (IllegalArgumentException e) {
            return EchoResponse.problem(
                    400,
                    "Not understood",
                    "An offer takes add=audio, add=video, direction=... and ice=restart.");
        }
        return described(restart ? session.restartIce() : session.offerAgain());
    }

    private static void wish(WebRtcSession session, String wish) {
        String[] words = wish.split("=", 2);
        String value = words.length < 2 ? "" : words[1];
        switch (words[0]) {
            case "add" -> session.add(MediaKind.valueOf(value.toUpperCase(Locale.ROOT)));
            case "direction" -> {
                Direction direction = Direction.valueOf(value.toUpperCase(Locale.ROOT));
                Arrays.stream(MediaKind.values())
                        .forEach(kind -> session.direction(kind, direction));
            }
            case "ice" -> {}
            default -> throw new IllegalArgumentException(wish);
        }
    }

    private static EchoResponse described(CompletionStage<String> description)
            throws InterruptedException {
        try {
            String sdp = description.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
            return EchoResponse.of(200, SDP, sdp);
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
                "An offer waits for its answer, a new path is being found, or the call is over.");
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
        try {
            session.addCandidates(fragment);
            return EchoResponse.empty(204);
        } catch (SdpException e) {
            return EchoResponse.refused(e);
        }
    }
}
