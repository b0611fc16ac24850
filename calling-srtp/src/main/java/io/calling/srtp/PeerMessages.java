package io.calling.srtp;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Which of the peer's handshake messages in the clear have arrived with all their fragments. */
final class PeerMessages {
    private final Map<Integer, Message> bySequence = new HashMap<>();

    private record Message(int type, int length, BitSet bytes) {
        boolean complete() {
            return bytes.nextClearBit(0) >= length;
        }
    }

    void add(HandshakeFragment fragment) {
        Message message =
                bySequence.computeIfAbsent(
                        fragment.sequence(),
                        s -> new Message(fragment.type(), fragment.messageLength(), new BitSet()));
        message.bytes.set(fragment.offset(), fragment.offset() + fragment.length());
    }

    /** Whether a message of this type is whole, and each one before it. */
    boolean completeThrough(int type) {
        Message message;
        for (int sequence = 0; (message = bySequence.get(sequence)) != null; sequence++) {
            if (!message.complete()) {
                return false;
            }
            if (message.type == type) {
                return true;
            }
        }
        return false;
    }

    void clear() {
        bySequence.clear();
    }
}
