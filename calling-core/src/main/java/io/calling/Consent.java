package io.calling;

/**
 * Proof that our user wants this call: a phase in which media moves cannot be made without it, and
 * it is given for {@link CallInput.Local#PLACE} and {@link CallInput.Local#ACCEPT} alone.
 *
 * @param input what our user did
 */
record Consent(CallInput.Local input) {
    /** Refuses anything that is no consent. */
    Consent {
        if (input != CallInput.Local.PLACE && input != CallInput.Local.ACCEPT) {
            throw new IllegalArgumentException("no consent: " + input);
        }
    }
}
