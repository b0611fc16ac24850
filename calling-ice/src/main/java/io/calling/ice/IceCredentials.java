package io.calling.ice;

import io.calling.ice.net.Network;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** A user fragment and a password (RFC 8839, 5.4). Not a record: the password never prints. */
public final class IceCredentials {
    /** 48 random bits; RFC 8445, 5.3 wants 24. */
    private static final int USER_FRAGMENT_CHARS = 8;

    /** 144 random bits; RFC 8445, 5.3 wants 128. */
    private static final int PASSWORD_CHARS = 24;

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

    /** Draws both; nothing but randomness is in them, neither a clock nor a counter. */
    public static IceCredentials random(Network network) {
        byte[] random = new byte[USER_FRAGMENT_CHARS + PASSWORD_CHARS];
        network.randomBytes(random);
        String text = IceChars.of(random);
        return new IceCredentials(
                text.substring(0, USER_FRAGMENT_CHARS), text.substring(USER_FRAGMENT_CHARS));
    }

    private static String checked(String name, String value, int minimumLength) {
        if (value.length() < minimumLength || value.length() > 256) {
            throw new IllegalArgumentException(
                    "ice-" + name + " must have " + minimumLength + " to 256 characters");
        }
        int foreign = IceChars.firstForeign(value);
        if (foreign >= 0) {
            throw new IllegalArgumentException(
                    "ice-" + name + " has a character that is no ice-char at " + foreign);
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

    /** Compares the password in constant time. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IceCredentials that
                && userFragment.equals(that.userFragment)
                && MessageDigest.isEqual(
                        password.getBytes(StandardCharsets.US_ASCII),
                        that.password.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public int hashCode() {
        return userFragment.hashCode();
    }

    /** Says nothing. */
    @Override
    public String toString() {
        return "IceCredentials";
    }
}
