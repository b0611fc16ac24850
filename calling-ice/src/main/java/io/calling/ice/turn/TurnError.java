package io.calling.ice.turn;

import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunMessage;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Why a request failed.
 *
 * @param code an error code of STUN or TURN, or one of the two made up here
 * @param alternate the server named by a 300
 */
record TurnError(int code, @Nullable InetSocketAddress alternate) {
    static final int TRY_ALTERNATE = 300;
    static final int UNAUTHENTICATED = 401;
    static final int FORBIDDEN = 403;
    static final int UNKNOWN_ATTRIBUTE = 420;
    static final int ALLOCATION_MISMATCH = 437;
    static final int STALE_NONCE = 438;
    static final int ADDRESS_FAMILY_NOT_SUPPORTED = 440;
    static final int WRONG_CREDENTIALS = 441;
    static final int UNSUPPORTED_TRANSPORT = 442;
    static final int ALLOCATION_QUOTA_REACHED = 486;
    static final int INSUFFICIENT_CAPACITY = 508;

    /** No answer in time. */
    static final int SILENCE = 0;

    /** A success whose sender does not prove that it knows the credentials. */
    static final int UNPROVEN = 1;

    static TurnError of(int code) {
        return new TurnError(code, null);
    }

    static TurnError of(StunMessage response) {
        return new TurnError(
                response.errorCode(), response.address(StunAttribute.ALTERNATE_SERVER));
    }

    /** Why there is no allocation, when this was the answer to Allocate. */
    RelayFailure toAllocate() {
        return switch (code) {
            case SILENCE -> RelayFailure.UNREACHABLE;
            case UNPROVEN -> RelayFailure.UNTRUSTED;
            case TRY_ALTERNATE -> RelayFailure.REDIRECTED;
            case UNAUTHENTICATED, STALE_NONCE, WRONG_CREDENTIALS -> RelayFailure.UNAUTHORIZED;
            case FORBIDDEN -> RelayFailure.FORBIDDEN;
            case UNKNOWN_ATTRIBUTE, ADDRESS_FAMILY_NOT_SUPPORTED, UNSUPPORTED_TRANSPORT ->
                    RelayFailure.UNSUPPORTED;
            case ALLOCATION_QUOTA_REACHED -> RelayFailure.QUOTA_REACHED;
            case INSUFFICIENT_CAPACITY -> RelayFailure.NO_CAPACITY;
            default -> RelayFailure.REFUSED;
        };
    }
}
