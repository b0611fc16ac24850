package io.calling.srtp;

import java.util.Hashtable;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlert;
import org.jspecify.annotations.Nullable;

/**
 * Agrees on cryptex (RFC 9335) inside the handshake, for peers that exchange no SDP in which {@code
 * a=cryptex} could stand.
 *
 * <p>An extension without content, from the range that RFC 8447, 17, keeps for private use: who
 * does not know it ignores it. The client offers, the server answers with the same. As all of the
 * handshake it is covered by Finished, and with it by whatever vouches for the certificates: the
 * short string that people compare, or a signature.
 */
@SuppressWarnings({"rawtypes", "unchecked", "JdkObsolete"}) // Bouncy Castle's signatures
final class CryptexNegotiation {
    /** The number of the extension: private use. */
    static final Integer EXTENSION = 0xFFC0;

    private static final byte[] NOTHING = {};

    private final boolean ours;
    private boolean theirs;

    CryptexNegotiation(boolean ours) {
        this.ours = ours;
    }

    /** As a client: says that we can. */
    void offer(Hashtable extensions) {
        if (ours) {
            extensions.put(EXTENSION, NOTHING);
        }
    }

    /** Notes what the peer says. */
    void take(@Nullable Hashtable extensions) throws TlsFatalAlert {
        byte[] said = extensions == null ? null : (byte[]) extensions.get(EXTENSION);
        if (ours && said != null && said.length > 0) {
            throw new TlsFatalAlert(AlertDescription.illegal_parameter);
        }
        theirs = said != null;
    }

    /** As a server: agrees, if the client has offered. */
    void answer(Hashtable extensions) {
        if (agreed()) {
            extensions.put(EXTENSION, NOTHING);
        }
    }

    /** Whether both sides have said so. */
    boolean agreed() {
        return ours && theirs;
    }
}
