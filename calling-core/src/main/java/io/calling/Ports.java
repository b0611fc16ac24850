package io.calling;

import io.calling.signaling.Envelope;
import io.calling.srtp.DatagramOutput;
import io.calling.srtp.DtlsSrtpTransport;
import io.calling.srtp.ExternalIdentity;
import io.calling.srtp.Fingerprint;
import io.calling.srtp.SetupRole;
import io.calling.srtp.SrtpOptions;
import java.util.List;

/** Where a call touches what lies below and beside it: one place to put something else in tests. */
final class Ports {
    private Ports() {}

    /** Makes the secured connection of a call, with a certificate that was made for it. */
    interface Handshakes {
        Fingerprint localFingerprint();

        /** Binds those that are opened later to what both sides have signed. */
        void bind(ExternalIdentity identity);

        /** Has those that are opened later agree on cryptex, if the peer does so too. */
        void offerCryptex();

        Handshake open(
                SetupRole role,
                List<Fingerprint> remote,
                SrtpOptions options,
                DatagramOutput output,
                DtlsSrtpTransport.Listener listener);
    }

    /** A secured connection. */
    interface Handshake {
        void start();

        void receive(byte[] buffer, int offset, int length);

        void close();
    }

    /** Carries a message to a party. */
    @FunctionalInterface
    interface Post {
        /**
         * Sends a message, some time soon.
         *
         * @param failed run on the loop if the message could not be sent
         */
        void send(PeerId to, Envelope envelope, Runnable failed);
    }
}
