package io.calling;

import io.calling.ice.IceFailure;
import io.calling.srtp.DtlsFailure;

/** What a failure of a layer below means to the user. */
final class Failures {
    private Failures() {}

    static EndReason reason(IceFailure failure) {
        return switch (failure) {
            case NO_RELAY_CONFIGURED -> EndReason.NO_RELAY_CONFIGURED;
            case RELAY_UNREACHABLE -> EndReason.RELAY_UNREACHABLE;
            case RELAY_UNAUTHORIZED -> EndReason.RELAY_UNAUTHORIZED;
            case RELAY_EXPOSES_YOU -> EndReason.RELAY_EXPOSES_YOU;
            case NO_PATH -> EndReason.NO_PATH;
            case PEER_LOST -> EndReason.PEER_LOST;
            case PRIVACY_VIOLATION_PREVENTED -> EndReason.PRIVACY_VIOLATION_PREVENTED;
        };
    }

    static EndReason reason(DtlsFailure failure) {
        return switch (failure) {
            case FINGERPRINT_MISMATCH, CERTIFICATE_REFUSED -> EndReason.FINGERPRINT_MISMATCH;
            case IDENTITY_MISMATCH -> EndReason.IDENTITY_MISMATCH;
            case CERTIFICATE_UNACCEPTABLE,
                    HANDSHAKE_FAILED,
                    ROLE_CONFLICT,
                    TIMEOUT,
                    CLOSED_BY_PEER ->
                    EndReason.HANDSHAKE_FAILED;
        };
    }
}
