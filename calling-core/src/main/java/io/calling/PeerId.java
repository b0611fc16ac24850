package io.calling;

/**
 * Names a party of calls, in the words of the application: an account, a number, a handle. Opaque
 * here.
 *
 * @param value 1 to 256 characters without control characters
 */
public record PeerId(String value) {
    /** Checks the value. */
    public PeerId {
        if (value.isEmpty() || value.length() > 256) {
            throw new IllegalArgumentException("a PeerId must have 1 to 256 characters");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a PeerId must not have control characters");
        }
    }

    /** Names a party. */
    public static PeerId of(String value) {
        return new PeerId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
