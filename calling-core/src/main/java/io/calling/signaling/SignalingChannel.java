package io.calling.signaling;

import io.calling.PeerId;

/**
 * The application's own way to carry short texts between parties: a chat connection, a WebSocket,
 * push messages. It may lose, delay, duplicate and reorder them, and need not keep them secret,
 * though what it reveals (who calls whom, and when) it reveals to whoever runs it.
 */
public interface SignalingChannel {
    /** No message is longer, in characters. */
    int MAX_MESSAGE_CHARACTERS = 16_384;

    /**
     * Sends one message, to each device of {@code to}. Called by one thread of the agent, in order;
     * it may block for a while, which delays other messages of this agent and nothing else.
     *
     * @param message printable ASCII
     * @throws Exception if the message cannot be sent; the call that it belongs to ends with {@link
     *     io.calling.EndReason#SIGNALING_FAILED}
     */
    void send(PeerId to, String message) throws Exception;

    /**
     * Says where to deliver messages. Called once by each agent, when it is built.
     *
     * @param handler thread-safe, returns at once and never throws
     */
    void onMessage(Handler handler);

    /** Takes the messages that arrive. */
    @FunctionalInterface
    interface Handler {
        /**
         * One message.
         *
         * @param from who sent it, as the channel's own authentication says
         * @param message what was sent, in whatever state it arrived
         */
        void onMessage(PeerId from, String message);
    }
}
