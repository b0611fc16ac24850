package io.calling.policy;

/** What the application knows about how its user and another party stand to each other. */
public enum Relation {
    /** The user has them as a contact. */
    CONTACT("contacts", "contacts"),
    /** The user follows them. */
    FOLLOWED("people I follow", "followed"),
    /** They follow the user. */
    FOLLOWER("people who follow me", "followers"),
    /** Their number or address is in the user's address book. */
    IN_ADDRESS_BOOK("people in my address book", "address-book"),
    /** The service verified their account. */
    VERIFIED_ACCOUNT("verified accounts", "verified"),
    /** The user has sent them a message. */
    MESSAGED_BY_ME("people I messaged", "messaged-by-me"),
    /** They have sent the user a message. */
    MESSAGED_ME("people who messaged me", "messaged-me"),
    /** They and the user have never been in touch. */
    FIRST_CONTACT("people I have never been in touch with", "first-contact"),
    /** The user prefers them to others, wherever an exception is made. */
    FAVOURITE("favourites", "favourites"),
    /** They are in a room or group with the user. */
    SAME_GROUP("people in a group with me", "same-group"),
    /** The user blocked them. */
    BLOCKED("people I blocked", "blocked");

    private final String words;
    private final String token;

    Relation(String words, String token) {
        this.words = words;
        this.token = token;
    }

    /** The word that stands for it in the text of a policy. */
    String token() {
        return token;
    }

    /** The relation in words for its user, in the plural. */
    @Override
    public String toString() {
        return words;
    }
}
