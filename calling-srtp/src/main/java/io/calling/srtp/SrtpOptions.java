package io.calling.srtp;

/**
 * What an {@link SrtpContext} does beyond its profile.
 *
 * @param cryptex encrypt header extensions and CSRCs as well (RFC 9335); both sides must have
 *     agreed on it
 * @param maxStreams how many SSRCs a context serves, RTP and RTCP counted apart, 1 to 65,536
 */
public record SrtpOptions(boolean cryptex, int maxStreams) {
    private static final int MOST_STREAMS = 65_536;

    /** Headers in the clear as RFC 3711 has them, and up to 512 SSRCs. */
    public static final SrtpOptions DEFAULT = new SrtpOptions(false, 512);

    public SrtpOptions {
        if (maxStreams < 1 || maxStreams > MOST_STREAMS) {
            throw new IllegalArgumentException("maxStreams: " + maxStreams);
        }
    }

    /** These options with cryptex on or off. */
    public SrtpOptions withCryptex(boolean on) {
        return new SrtpOptions(on, maxStreams);
    }

    /** These options with another bound on the number of SSRCs. */
    public SrtpOptions withMaxStreams(int streams) {
        return new SrtpOptions(cryptex, streams);
    }
}
