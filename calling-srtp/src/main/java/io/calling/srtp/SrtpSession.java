package io.calling.srtp;

import java.util.Arrays;

/**
 * The two {@link SrtpContext}s of one DTLS-SRTP association, and the profile that was negotiated.
 *
 * <p>Closing it closes both.
 */
public final class SrtpSession implements AutoCloseable {
    private final SrtpProfile profile;
    private final SrtpContext sending;
    private final SrtpContext receiving;

    private SrtpSession(SrtpProfile profile, SrtpContext sending, SrtpContext receiving) {
        this.profile = profile;
        this.sending = sending;
        this.receiving = receiving;
    }

    /** A session with {@link SrtpOptions#DEFAULT}. */
    public static SrtpSession fromExportedKeys(
            SrtpProfile profile, byte[] material, boolean client) {
        return fromExportedKeys(profile, material, client, SrtpOptions.DEFAULT);
    }

    /**
     * A session from what the DTLS exporter gave (RFC 5764, 4.2): client key, server key, client
     * salt, server salt.
     *
     * @param material {@link SrtpProfile#exportedKeyBytes()} bytes; used up: overwritten with zeros
     * @param client whether this side was the DTLS client
     */
    public static SrtpSession fromExportedKeys(
            SrtpProfile profile, byte[] material, boolean client, SrtpOptions options) {
        if (material.length != profile.exportedKeyBytes()) {
            throw new IllegalArgumentException(
                    profile + " takes " + profile.exportedKeyBytes() + ", not " + material.length);
        }
        SrtpMasterKey clientKey = exportedKey(profile, material, 0);
        SrtpMasterKey serverKey = exportedKey(profile, material, 1);
        Arrays.fill(material, (byte) 0);
        try {
            return client
                    ? of(profile, clientKey, serverKey, options)
                    : of(profile, serverKey, clientKey, options);
        } finally {
            clientKey.destroy();
            serverKey.destroy();
        }
    }

    private static SrtpSession of(
            SrtpProfile profile, SrtpMasterKey local, SrtpMasterKey remote, SrtpOptions options) {
        return new SrtpSession(
                profile,
                SrtpContext.sending(profile, local, options),
                SrtpContext.receiving(profile, remote, options));
    }

    private static SrtpMasterKey exportedKey(SrtpProfile profile, byte[] material, int side) {
        int keyFrom = side * profile.keyBytes();
        int saltFrom = 2 * profile.keyBytes() + side * profile.saltBytes();
        byte[] key = Arrays.copyOfRange(material, keyFrom, keyFrom + profile.keyBytes());
        byte[] salt = Arrays.copyOfRange(material, saltFrom, saltFrom + profile.saltBytes());
        try {
            return SrtpMasterKey.of(key, salt);
        } finally {
            Arrays.fill(key, (byte) 0);
            Arrays.fill(salt, (byte) 0);
        }
    }

    /**
     * Makes the JVM load and compile what SRTP needs, so that the first call of a process does not
     * wait for it: a fresh JVM takes some 200 ms for its first session, and a third of a
     * millisecond for each of its first packets.
     *
     * <p>Works on the caller's thread; call it in the background, when the application starts.
     */
    public static void warmUp() {
        for (SrtpProfile profile : SrtpProfile.values()) {
            PacketWarmUp.exchange(profile);
        }
    }

    /** The profile of both directions. */
    public SrtpProfile profile() {
        return profile;
    }

    /** Protects what this side sends. */
    public SrtpContext sending() {
        return sending;
    }

    /** Unprotects what this side receives. */
    public SrtpContext receiving() {
        return receiving;
    }

    /** Destroys the keys of both directions. */
    @Override
    public void close() {
        sending.close();
        receiving.close();
    }

    @Override
    public String toString() {
        return "SrtpSession[" + profile + "]";
    }
}
