package io.calling.ice.internal;

import java.net.InetSocketAddress;
import org.ice4j.StunException;
import org.ice4j.StunMessageEvent;
import org.ice4j.StunResponseEvent;
import org.ice4j.Transport;
import org.ice4j.TransportAddress;
import org.ice4j.attribute.Attribute;
import org.ice4j.attribute.AttributeFactory;
import org.ice4j.attribute.ErrorCodeAttribute;
import org.ice4j.message.Message;
import org.ice4j.message.MessageFactory;
import org.ice4j.message.Request;
import org.ice4j.message.Response;
import org.ice4j.stack.RawMessage;
import org.ice4j.stack.TransactionID;

/**
 * Tells ice4j in its own objects what a verified message said. It never sees the bytes, nor what
 * the peer claims our address to be: a mapped address that lies cannot select another base.
 */
final class Ice4jMessages {
    private static final byte[] NO_BYTES = {};

    private final CheckStack stack;
    private final CheckCredentials credentials;

    Ice4jMessages(CheckStack stack, CheckCredentials credentials) {
        this.stack = stack;
        this.credentials = credentials;
    }

    static TransportAddress address(InetSocketAddress address) {
        return new TransportAddress(address, Transport.UDP);
    }

    StunMessageEvent request(CheckRequest check, InetSocketAddress base, InetSocketAddress remote) {
        Request request = MessageFactory.createBindingRequest();
        request.putAttribute(
                AttributeFactory.createUsernameAttribute(credentials.incomingUsername()));
        request.putAttribute(AttributeFactory.createPriorityAttribute(check.priority()));
        request.putAttribute(
                check.controlling()
                        ? AttributeFactory.createIceControllingAttribute(check.tieBreaker())
                        : AttributeFactory.createIceControlledAttribute(check.tieBreaker()));
        if (check.useCandidate()) {
            request.putAttribute(AttributeFactory.createUseCandidateAttribute());
        }
        identify(request, new byte[Message.TRANSACTION_ID_LENGTH]);
        return new StunMessageEvent(stack, envelope(base, remote), request);
    }

    StunResponseEvent response(
            TransactionID handle,
            Request request,
            InetSocketAddress base,
            InetSocketAddress remote,
            int errorCode) {
        identify(request, handle.getBytes());
        Response response =
                errorCode == 0
                        ? MessageFactory.createBindingResponse(request, address(base))
                        : MessageFactory.createBindingErrorResponse((char) errorCode);
        identify(response, handle.getBytes());
        return new StunResponseEvent(stack, envelope(base, remote), response, request, handle);
    }

    /** The code of an error that ice4j answers with, 0 for success. */
    static int errorCode(Response response) {
        return response.getAttribute(Attribute.ERROR_CODE) instanceof ErrorCodeAttribute error
                ? error.getErrorCode()
                : 0;
    }

    private static RawMessage envelope(InetSocketAddress base, InetSocketAddress remote) {
        return RawMessage.build(NO_BYTES, 0, address(remote), address(base));
    }

    private static void identify(Message message, byte[] transactionId) {
        try {
            message.setTransactionID(transactionId);
        } catch (StunException e) {
            throw new AssertionError("12 bytes are a transaction id", e);
        }
    }
}
