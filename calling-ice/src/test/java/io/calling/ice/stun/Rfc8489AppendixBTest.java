package io.calling.ice.stun;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The sample request of RFC 8489, B.1, as corrected by erratum 6268. */
class Rfc8489AppendixBTest {
    static final byte[] REQUEST =
            Rfc5769Test.hex(
                    """
                    00010090 2112a442 78ad3433 c6ad72c0 29da412e
                    001e0020 4a3cf38f ef6992bd a952c678 0417da0f
                             24819415 569e60b2 05c46e41 407f1704
                    00150029 6f624d61 744a6f73 32414141 43662f2f 3439396b
                             39353464 364f4c33 346f4c39 46535476 79363473 41000000
                    0014000b 6578616d 706c652e 6f726700
                    001d0004 00020000
                    001c0020 b5c7bf00 5b6c52a2 1c51c5e8 92f81924
                             136296cb 927c4314 9309278c c6518e65
                    """);

    static final IntegrityKey KEY =
            IntegrityKey.longTerm(PasswordAlgorithm.SHA256, "マトリックス", "example.org", "TheMatrIX");

    private final StunMessage message = new StunMessage();

    @Test
    void theRequestIsAuthentic() {
        assertThat(message.wrap(REQUEST, 0, REQUEST.length)).isEqualTo(StunValidity.VALID);
        assertThat(message.uint16(StunAttribute.PASSWORD_ALGORITHM))
                .isEqualTo(PasswordAlgorithm.SHA256.number());
        assertThat(message.verifyIntegritySha256(KEY)).isTrue();
        assertThat(message.verifyIntegrity(KEY)).as("there is no MESSAGE-INTEGRITY").isFalse();
    }

    @Test
    void theUserHashIsOfUserNameAndRealm() {
        message.wrap(REQUEST, 0, REQUEST.length);
        assertThat(message.bytes(StunAttribute.USERHASH))
                .isEqualTo(UserHash.of("マトリックス", "example.org"));
    }

    @Test
    void theRequestIsWrittenByteByByte() {
        byte[] written =
                new StunWriter(256)
                        .begin(
                                StunClass.REQUEST,
                                StunMethod.BINDING,
                                TransactionId.read(REQUEST, 8))
                        .bytes(StunAttribute.USERHASH, UserHash.of("マトリックス", "example.org"))
                        .text(StunAttribute.NONCE, "obMatJos2AAACf//499k954d6OL34oL9FSTvy64sA")
                        .text(StunAttribute.REALM, "example.org")
                        .uint32(StunAttribute.PASSWORD_ALGORITHM, 0x00020000)
                        .integritySha256(KEY)
                        .toByteArray();
        assertThat(written).isEqualTo(REQUEST);
    }

    @Test
    void aTruncatedTagIsVerifiedAsFarAsItGoes() {
        byte[] shorter = REQUEST.clone();
        // the tag's own length changes the length that is authenticated, so it has to be made anew
        StunWriter writer = new StunWriter(shorter, 0);
        writer.begin(StunClass.REQUEST, StunMethod.BINDING, TransactionId.read(REQUEST, 8))
                .bytes(StunAttribute.MESSAGE_INTEGRITY_SHA256, KEY.sha256(shorter, 0, 20, 16));
        assertThat(message.wrap(shorter, 0, writer.length())).isEqualTo(StunValidity.VALID);
        assertThat(message.verifyIntegritySha256(KEY)).isTrue();
    }
}
