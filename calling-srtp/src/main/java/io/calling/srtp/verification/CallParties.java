package io.calling.srtp.verification;

/**
 * Which call, and between whom: what both sides know without each other's word for it.
 *
 * @param callId the call's identifier, of the caller's choice
 * @param caller the identity of who calls, in the application's own terms
 * @param callee the identity of who is called
 */
public record CallParties(String callId, String caller, String callee) {

    /** Checks that none is empty. */
    public CallParties {
        if (callId.isEmpty() || caller.isEmpty() || callee.isEmpty()) {
            throw new IllegalArgumentException("callId, caller and callee must not be empty");
        }
    }

    Transcript addTo(Transcript transcript) {
        return transcript.add(callId).add(caller).add(callee);
    }
}
