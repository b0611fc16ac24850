package io.calling.ice.internal;

import org.ice4j.ResponseCollector;
import org.ice4j.StunMessageEvent;
import org.ice4j.TransportAddress;
import org.ice4j.message.Indication;
import org.ice4j.message.Request;
import org.ice4j.message.Response;
import org.ice4j.socket.IceSocketWrapper;
import org.ice4j.stack.RequestListener;
import org.ice4j.stack.StunStack;
import org.ice4j.stack.TransactionID;
import org.jspecify.annotations.Nullable;

/**
 * ice4j's STUN stack without its sockets, threads, timers and codec: what an agent wants sent comes
 * out at the {@link Port}, what it must hear goes in by {@link #deliver}.
 */
final class CheckStack extends StunStack {
    /** Where the agent's wishes come out, on any thread. */
    interface Port {
        /** The agent asks; {@code handle} names the question from now on. */
        void ask(
                TransactionID handle,
                Request request,
                TransportAddress base,
                TransportAddress remote,
                ResponseCollector collector);

        /** The agent is no longer interested in the answer. */
        void cancel(TransactionID handle);

        /** The agent answers the request that is being delivered. */
        void reply(Response response);
    }

    private volatile @Nullable Port port;
    private volatile @Nullable RequestListener server;

    void attach(Port to) {
        port = to;
    }

    void detach() {
        port = null;
    }

    /** Lets the agent process an authentic request. */
    void deliver(StunMessageEvent request) {
        RequestListener listener = server;
        if (listener != null) {
            listener.processRequest(request);
        }
    }

    @Override
    public void addRequestListener(RequestListener listener) {
        server = listener;
    }

    @Override
    public void removeRequestListener(RequestListener listener) {
        server = null;
    }

    @Override
    public TransactionID sendRequest(
            Request request,
            TransportAddress sendTo,
            TransportAddress sendThrough,
            ResponseCollector collector,
            TransactionID handle,
            int originalWaitInterval,
            int maximumWaitInterval,
            int maximumRetransmissions) {
        Port to = port;
        if (to != null) {
            to.ask(handle, request, sendThrough, sendTo, collector);
        }
        return handle;
    }

    @Override
    public void sendResponse(
            byte[] transactionId,
            Response response,
            TransportAddress sendThrough,
            TransportAddress sendTo) {
        Port to = port;
        if (to != null) {
            to.reply(response);
        }
    }

    @Override
    public void cancelTransaction(TransactionID handle) {
        Port to = port;
        if (to != null) {
            to.cancel(handle);
        }
    }

    /** Keep-alives are not wanted: consent checks do their work. */
    @Override
    public void sendIndication(
            Indication indication, TransportAddress sendTo, TransportAddress sendThrough) {}

    @Override
    public void addSocket(IceSocketWrapper socket) {
        throw new UnsupportedOperationException("this stack has no sockets");
    }

    @Override
    public void addSocket(IceSocketWrapper socket, TransportAddress remote) {
        throw new UnsupportedOperationException("this stack has no sockets");
    }
}
