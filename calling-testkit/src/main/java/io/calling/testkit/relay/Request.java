package io.calling.testkit.relay;

import io.calling.ice.stun.StunAttribute;
import io.calling.ice.stun.StunMessage;
import java.net.InetSocketAddress;

/**
 * An authenticated request.
 *
 * @param message a view that lasts as long as the call it is passed to
 * @param client who sent it
 * @param user the user whose credentials it has
 * @param nowNanos when it came
 */
record Request(StunMessage message, InetSocketAddress client, String user, long nowNanos) {
    /** The seconds asked for, or a default. */
    long lifetimeSeconds(long usual) {
        long asked = message.uint32(StunAttribute.LIFETIME);
        return asked == StunMessage.NONE ? usual : asked;
    }

    boolean has(int attribute) {
        return message.has(attribute);
    }
}
