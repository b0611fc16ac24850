package io.calling.ice.turn;

/** What a link tells its session, on the loop. */
interface LinkEvents {
    /** Messages can be sent. */
    void onLinkUp();

    /** One whole message of the relay's; buffer as the network hands it out. */
    void onMessage(byte[] buffer, int offset, int length);

    /** The link could not be made, or has broken. Called once at most; nothing follows. */
    void onLinkDown(RelayFailure failure);
}
