package io.calling.policy;

/** What the application knows about how its user and another party stand to each other. */
public enum Relation {
    /** The user has them as a contact. */
    CONTACT("contacts"),
    /** The user follows them. */
    FOLLOWED("people I follow"),
    /** They follow the user. */
    FOLLOWER("people who follow me"),
    /** Their number or address is in the user's address book. */
    IN_ADDRESS_BOOK("people in my address book"),
    /** The service verified their account. */
    VERIFIED_ACCOUNT("verified accounts"),
    /** The user has sent them a message. */
    MESSAGED_BY_ME("people I messaged"),
    /** They have sent the user a message. */
    MESSAGED_ME("people who messaged me"),
    /** The user blocked them. */
    BLOCKED("people I blocked");

    private final String words;

    Relation(String words) {
        this.words = words;
    }

    /** The relation in words for its user, in the plural. */
    @Override
    public String toString() {
        return words;
    }
}
