package io.calling.ice.stun;

/** How a long-term key is made of user name, realm and password (RFC 8489, 18.5). */
public enum PasswordAlgorithm {
    /** The key of RFC 5389, used where the server offers nothing else. */
    MD5(0x0001, "MD5"),
    /** The better key of RFC 8489. */
    SHA256(0x0002, "SHA-256");

    private final int number;
    private final String digest;

    PasswordAlgorithm(int number, String digest) {
        this.number = number;
        this.digest = digest;
    }

    /** The number on the wire. */
    public int number() {
        return number;
    }

    String digest() {
        return digest;
    }
}
