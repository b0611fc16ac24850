package io.calling.ice.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Asks a message everything that can be asked, as a test of what it does with bad bytes. */
final class StunProbe {
    private static final IntegrityKey KEY = IntegrityKey.shortTerm("a password of the probe");

    private StunProbe() {}

    /** Whatever the bytes are: no exception, no look outside them, and no change to them. */
    static void probe(byte[] bytes) {
        byte[] before = bytes.clone();
        StunMessage message = new StunMessage();
        StunValidity validity = message.wrap(bytes, 0, bytes.length);
        List<Object> facts = readEverything(message);
        if (validity != StunValidity.VALID) {
            assertThat(facts).isEqualTo(readEverything(new StunMessage()));
        }
        assertThat(Arrays.equals(bytes, before)).isTrue();
    }

    /** The same bytes behind a header that announces them. */
    static byte[] withHeader(byte[] body) {
        int length = body.length & ~3;
        StunWriter writer =
                new StunWriter(StunMessage.HEADER_BYTES + body.length)
                        .begin(
                                StunClass.SUCCESS,
                                StunMethod.ALLOCATE,
                                new TransactionId(1, body.length));
        Bytes.putUint16(writer.buffer(), 2, length);
        System.arraycopy(body, 0, writer.buffer(), StunMessage.HEADER_BYTES, length);
        return Arrays.copyOf(writer.buffer(), StunMessage.HEADER_BYTES + length);
    }

    static List<Object> readEverything(StunMessage message) {
        List<Object> facts = new ArrayList<>();
        facts.add(message.messageClass());
        facts.add(message.method());
        facts.add(message.transactionId());
        facts.add(message.errorCode());
        facts.add(message.hasIntegrity());
        facts.add(message.hasIntegritySha256());
        facts.add(message.hasFingerprint());
        facts.add(message.verifyIntegrity(KEY));
        facts.add(message.verifyIntegritySha256(KEY));
        facts.add(message.verifyFingerprint());
        facts.add(Arrays.toString(message.unknownAttributes(type -> false)));
        for (int type = 0; type < 0x40; type++) {
            addAttribute(message, type, facts);
            addAttribute(message, 0x8000 | type, facts);
        }
        return facts;
    }

    private static void addAttribute(StunMessage message, int type, List<Object> facts) {
        int count = 0;
        for (int cursor = message.attribute(type);
                cursor != StunMessage.NONE;
                cursor = message.attributeAfter(cursor, type)) {
            count++;
        }
        facts.add(count);
        facts.add(Arrays.toString(message.bytes(type)));
        facts.add(message.uint16(type));
        facts.add(message.uint32(type));
        facts.add(String.valueOf(message.text(type)));
        facts.add(String.valueOf(message.xorAddress(type)));
        facts.add(String.valueOf(message.address(type)));
    }
}
