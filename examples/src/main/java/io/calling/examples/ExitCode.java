package io.calling.examples;

import io.calling.EndReason;

/** How a program ends. The numbers are part of the examples' interface. */
public enum ExitCode {
    /** Done. */
    OK(0, "everything that the example shows was verified"),
    /** Something unforeseen. */
    FAILED(1, "something unforeseen went wrong; the message says what"),
    /** Bad arguments. */
    USAGE(2, "the arguments make no sense"),
    /** Silence, noise, or somebody else. */
    NOT_HEARD(3, "the call was made, but what was heard is not what was said"),
    /** The promise is broken. */
    ADDRESS_FOUND(4, "an address of one party was found in what the other one received"),
    /** See {@link EndReason#NO_RELAY_CONFIGURED}. */
    NO_RELAY_CONFIGURED(10, EndReason.NO_RELAY_CONFIGURED),
    /** See {@link EndReason#RELAY_UNREACHABLE}. */
    RELAY_UNREACHABLE(11, EndReason.RELAY_UNREACHABLE),
    /** See {@link EndReason#RELAY_UNAUTHORIZED}. */
    RELAY_UNAUTHORIZED(12, EndReason.RELAY_UNAUTHORIZED),
    /** See {@link EndReason#NO_PATH}. */
    NO_PATH(13, EndReason.NO_PATH),
    /** See {@link EndReason#FINGERPRINT_MISMATCH}. */
    FINGERPRINT_MISMATCH(14, EndReason.FINGERPRINT_MISMATCH),
    /** See {@link EndReason#IDENTITY_MISMATCH}. */
    IDENTITY_MISMATCH(15, EndReason.IDENTITY_MISMATCH),
    /** See {@link EndReason#HANDSHAKE_FAILED}. */
    HANDSHAKE_FAILED(16, EndReason.HANDSHAKE_FAILED),
    /** See {@link EndReason#DECLINED}. */
    DECLINED(17, EndReason.DECLINED),
    /** See {@link EndReason#BUSY}. */
    BUSY(18, EndReason.BUSY),
    /** See {@link EndReason#UNANSWERED}. */
    UNANSWERED(19, EndReason.UNANSWERED),
    /** See {@link EndReason#ANSWERED_ELSEWHERE}. */
    ANSWERED_ELSEWHERE(20, EndReason.ANSWERED_ELSEWHERE),
    /** See {@link EndReason#POLICY}. */
    POLICY(21, EndReason.POLICY),
    /** See {@link EndReason#PEER_LOST}. */
    PEER_LOST(22, EndReason.PEER_LOST),
    /** See {@link EndReason#HUNG_UP}; here, before both had said what they had to say. */
    HUNG_UP(23, "the other side hung up before the end"),
    /** See {@link EndReason#PRIVACY_VIOLATION_PREVENTED}. */
    PRIVACY_VIOLATION_PREVENTED(24, EndReason.PRIVACY_VIOLATION_PREVENTED),
    /** See {@link EndReason#SIGNALING_FAILED}. */
    SIGNALING_FAILED(25, EndReason.SIGNALING_FAILED),
    /** See {@link EndReason#MEDIA_FAILED}. */
    MEDIA_FAILED(26, EndReason.MEDIA_FAILED),
    /** See {@link EndReason#RELAY_EXPOSES_YOU}. */
    RELAY_EXPOSES_YOU(27, EndReason.RELAY_EXPOSES_YOU);

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    ExitCode(int code, EndReason reason) {
        this(code, reason.advice());
    }

    /** The code for a call that ended before it was meant to. */
    public static ExitCode of(EndReason reason) {
        return valueOf(reason.name());
    }

    /** What the shell sees. */
    public int code() {
        return code;
    }

    /** What it means, in a sentence. */
    public String meaning() {
        return meaning;
    }
}
