package io.calling.testkit;

import io.calling.PeerId;
import java.time.Duration;

/**
 * A message that {@link FakeSignaling} was given, as it was delivered.
 *
 * @param from who sent it
 * @param to whom it was for
 * @param text what was delivered; where nothing was, what was sent
 * @param delivered how often it was delivered so far: 0 where it was lost
 * @param at when, since the channel was made
 */
public record SignaledMessage(PeerId from, PeerId to, String text, int delivered, Duration at) {
    private static final int WORDS_BEFORE_KIND = 5;

    /** What kind of message it is, such as {@code invite}; {@code ?} where it is no message. */
    public String kind() {
        String[] words = text.split(" ", WORDS_BEFORE_KIND + 2);
        return words.length > WORDS_BEFORE_KIND && text.startsWith("calling/")
                ? words[WORDS_BEFORE_KIND]
                : "?";
    }
}
