package io.calling.srtp.verification;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What two people compare to know that nobody is between them: four words or seven pictures, as
 * they like. An attacker in signaling has one try per call to make both sides see the same, and
 * succeeds in one of 2<sup>32</sup> calls (words) or 2<sup>42</sup> (pictures); in each of the
 * others the people notice.
 *
 * <p>Comes from a {@link SasCaller} or a {@link SasCallee}, and from nowhere else: a string this
 * short is only safe because both sides were bound before either could know it.
 */
public final class ShortAuthenticationString {
    private static final int WORDS = 4;
    private static final int PICTURES = 7;
    private static final int PICTURE_BITS = 6;
    private static final String SALT = "calling SAS v1";

    private final List<String> words;
    private final List<Emoji> pictures;

    private ShortAuthenticationString(List<String> words, List<Emoji> pictures) {
        this.words = words;
        this.pictures = pictures;
    }

    static ShortAuthenticationString of(Transcript transcript) {
        return new ShortAuthenticationString(
                words(transcript.derive(SALT, "words")),
                pictures(transcript.derive(SALT, "pictures")));
    }

    private static List<String> words(byte[] key) {
        return IntStream.range(0, WORDS).mapToObj(i -> Words.ALL.get(key[i] & 0xFF)).toList();
    }

    private static List<Emoji> pictures(byte[] key) {
        BigInteger bits = new BigInteger(1, key);
        return IntStream.range(0, PICTURES)
                .map(i -> bits.shiftRight(i * PICTURE_BITS).intValue() & (1 << PICTURE_BITS) - 1)
                .mapToObj(Emoji.ALL::get)
                .toList();
    }

    /** All 256 words, in the order of the byte that chooses one; for implementations elsewhere. */
    public static List<String> vocabulary() {
        return Words.ALL;
    }

    /** Four words, to be said aloud. */
    public List<String> words() {
        return words;
    }

    /** Seven pictures, to be looked at or named. */
    public List<Emoji> pictures() {
        return pictures;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ShortAuthenticationString that
                && words.equals(that.words)
                && pictures.equals(that.pictures);
    }

    @Override
    public int hashCode() {
        return words.hashCode();
    }

    /** The four words. */
    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
