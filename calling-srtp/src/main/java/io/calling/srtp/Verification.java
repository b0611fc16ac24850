package io.calling.srtp;

/** By what we know whose certificate it is. */
public enum Verification {
    /** By the word of signaling alone. */
    UNVERIFIED(
            "Encrypted, but nobody has proved who is at the other end: signaling could be"
                    + " intercepting."),
    /** By the peer's identity key, which has signed for this call. */
    IDENTITY_KEY("The other side has proved its identity with its key."),
    /** By two people who have compared the string that both devices show. */
    COMPARED_BY_PEOPLE("Both people have seen the same: nobody is in between.");

    private final String text;

    Verification(String text) {
        this.text = text;
    }

    /** One sentence for people. */
    public String text() {
        return text;
    }
}
