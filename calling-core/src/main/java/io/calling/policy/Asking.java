package io.calling.policy;

import io.calling.media.MediaKind;
import java.util.Locale;

/**
 * Those who ask for a kind of media.
 *
 * @param kind which
 */
record Asking(MediaKind kind) implements Who {
    @Override
    public Match match(CallFacts facts) {
        return Match.of(facts.media().contains(kind));
    }

    static String token(MediaKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String text() {
        return "asking(" + token(kind) + ")";
    }

    @Override
    public String toString() {
        return "people who call with " + (kind == MediaKind.AUDIO ? "sound" : "video");
    }
}
