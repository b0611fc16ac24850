package io.calling.ice;

/** A user fragment and a password (RFC 8839, 5.4). Not a record: the password never prints. */
public final class IceCredentials {
    private final String userFragment;
    private final String password;

    /**
     * Checks both against RFC 8839: 4 to 256 and 22 to 256 {@code ice-char}s.
     *
     * @throws IllegalArgumentException if either is malformed
     */
    public IceCredentials(String userFragment, String password) {
        this.userFragment = checked("ufrag", userFragment, 4);
        this.password = checked("pwd", password, 22);
    }

    private static String checked(String name, String value, int minimumLength) {
        if (value.length() < minimumLength || value.length() > 256) {
            throw new IllegalArgumentException(
                    "ice-" + name + " must have " + minimumLength + " to 256 characters");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean iceChar =
                    c >= 'a' && c <= 'z'
                            || c >= 'A' && c <= 'Z'
                            || c >= '0' && c <= '9'
                            || c == '+'
                            || c == '/';
            if (!iceChar) {
                throw new IllegalArgumentException(
                        "ice-" + name + " has a character that is no ice-char at " + i);
            }
        }
        return value;
    }

    /** The user fragment. */
    public String userFragment() {
        return userFragment;
    }

    /** The password; a secret. */
    public String password() {
        return password;
    }

    /** Says nothing. */
    @Override
    public String toString() {
        return "IceCredentials";
    }
}
