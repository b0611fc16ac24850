package io.calling.sdp;

/**
 * A description that cannot be read, or cannot be answered. The message is one sentence for
 * developers; it never quotes addresses, passwords or keys.
 */
public final class SdpException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String sentence;

    /** Says what is wrong, and of which kind it is. */
    public SdpException(Kind kind, String message) {
        super(message);
        this.kind = kind;
        this.sentence = message;
    }

    static SdpException malformed(int line, String message) {
        return new SdpException(Kind.MALFORMED, "line " + line + ": " + message);
    }

    static SdpException malformed(String message) {
        return new SdpException(Kind.MALFORMED, message);
    }

    static SdpException unacceptable(String message) {
        return new SdpException(Kind.UNACCEPTABLE, message);
    }

    /** Whether the text or the proposal is at fault. */
    public Kind kind() {
        return kind;
    }

    /** What is wrong, in one sentence. */
    public String sentence() {
        return sentence;
    }

    /** What is at fault. */
    public enum Kind {
        /** The text breaks the grammar, or the rules of offer and answer. */
        MALFORMED,
        /** The text is sound, but proposes nothing that we can do. */
        UNACCEPTABLE
    }
}
