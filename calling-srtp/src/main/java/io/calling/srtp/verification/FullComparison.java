package io.calling.srtp.verification;

import io.calling.srtp.Fingerprint;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What people can compare when the peer's software knows no commitment: 80 digits in 16 groups,
 * eight for the caller and eight for the callee.
 *
 * <p>Nobody can search for it, each half being 128 bits and more of a hash of one side's
 * fingerprints. It is weaker in use all the same, since few people compare 80 digits with care:
 * wherever it is shown, say so.
 */
public final class FullComparison {
    private static final int GROUPS = 8;
    private static final int GROUP_BYTES = 5;
    private static final BigInteger GROUP = BigInteger.valueOf(100_000);
    private static final String CAUTION =
            "Compare all 80 digits. The other side's software offers nothing shorter that is safe.";

    private final List<String> groups;

    private FullComparison(List<String> groups) {
        this.groups = groups;
    }

    /**
     * The digits of two sides that announced these fingerprints.
     *
     * @param callers all fingerprints of who called
     * @param callees all fingerprints of who was called
     */
    public static FullComparison of(List<Fingerprint> callers, List<Fingerprint> callees) {
        return new FullComparison(Stream.concat(half(callers), half(callees)).toList());
    }

    private static Stream<String> half(List<Fingerprint> fingerprints) {
        byte[] hash = new Transcript("calling full comparison v1").add(fingerprints).sha512();
        return IntStream.range(0, GROUPS).mapToObj(i -> group(hash, i * GROUP_BYTES));
    }

    private static String group(byte[] hash, int from) {
        byte[] bytes = Arrays.copyOfRange(hash, from, from + GROUP_BYTES);
        return String.format("%05d", new BigInteger(1, bytes).mod(GROUP));
    }

    /** Sixteen groups of five digits, the caller's first. */
    public List<String> groups() {
        return groups;
    }

    /** A sentence to be shown with the digits. */
    public String caution() {
        return CAUTION;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FullComparison that && groups.equals(that.groups);
    }

    @Override
    public int hashCode() {
        return groups.hashCode();
    }

    /** The digits. */
    @Override
    public String toString() {
        return String.join(" ", groups);
    }
}
