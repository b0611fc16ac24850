package io.calling.signaling;

/** Why a text is no message of ours. */
public enum Refusal {
    /** Longer than {@link SignalingChannel#MAX_MESSAGE_CHARACTERS}. */
    TOO_LONG,
    /** Does not begin as our messages do. */
    NOT_OURS,
    /** Of a version that we don't know. */
    UNKNOWN_VERSION,
    /** Of a kind that this version does not have. */
    UNKNOWN_MESSAGE,
    /** A field is missing, repeated, out of order, or too much. */
    MALFORMED,
    /** A field has a value that it must not have. */
    BAD_VALUE
}
