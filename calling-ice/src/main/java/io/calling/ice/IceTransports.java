package io.calling.ice;

import io.calling.ice.internal.Ice4jSettings;
import io.calling.ice.turn.RelayClient;

/** Makes {@link IceTransport}s. */
public final class IceTransports {
    private IceTransports() {}

    /**
     * Makes a transport that has not gathered yet; nothing is sent before {@link
     * IceTransport#gather}.
     *
     * @param config what it is made of
     * @param listener called on the network's loop
     * @throws IllegalStateException if the application has initialised ice4j with settings that
     *     would leak (see {@link #warmUp()})
     */
    public static IceTransport create(IceConfig config, IceTransport.Listener listener) {
        Ice4jSettings.apply();
        return new IceSession(config, listener, RelayClient::allocate);
    }

    /**
     * Sets ice4j's process-wide configuration (no cloud metadata, no UPnP, no product name, no
     * logging) and loads its classes, so that the first call of the process is as quick as the
     * second. Optional, idempotent, any thread, takes some 100 ms.
     *
     * @throws IllegalStateException if the application has initialised ice4j otherwise
     */
    public static void warmUp() {
        Ice4jSettings.apply();
    }
}
