package io.calling.ice.turn;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A relay of the application, with its credentials. A value, but no record: the password never
 * prints, and neither does the user name.
 */
public final class RelayServer {
    private final TurnUri uri;
    private final String username;
    private final String password;
    private final @Nullable String region;
    private final @Nullable TlsTrust trust;
    private final @Nullable Instant expiresAt;
    private final @Nullable AddressFamily family;

    private RelayServer(
            TurnUri uri,
            String username,
            String password,
            @Nullable String region,
            @Nullable TlsTrust trust,
            @Nullable Instant expiresAt,
            @Nullable AddressFamily family) {
        this.uri = Objects.requireNonNull(uri, "uri");
        this.username = required("username", username);
        this.password = required("password", password);
        this.region = region;
        this.trust = trust == null && uri.isSecure() ? TlsTrust.system() : trust;
        this.expiresAt = expiresAt;
        this.family = family;
    }

    /** RFC 8489, 14.3: "less than 509 bytes"; the other limit is ours. */
    private static String required(String name, String value) {
        if (value.isEmpty() || value.length() > 508) {
            throw new IllegalArgumentException(
                    "a relay's " + name + " must have 1 to 508 characters");
        }
        return value;
    }

    /**
     * A relay at a {@code turn:} or {@code turns:} URI.
     *
     * @throws IllegalArgumentException if the URI is malformed, or a credential is empty
     */
    public static RelayServer of(String uri, String username, String password) {
        return of(TurnUri.parse(uri), username, password);
    }

    /**
     * A relay.
     *
     * @throws IllegalArgumentException if a credential is empty
     */
    public static RelayServer of(TurnUri uri, String username, String password) {
        return new RelayServer(uri, username, password, null, null, null, null);
    }

    /** The same relay, said to stand in {@code region}: a name of the application's choice. */
    public RelayServer inRegion(String newRegion) {
        return new RelayServer(uri, username, password, newRegion, trust, expiresAt, family);
    }

    /**
     * The same relay, whose certificate must be one of these or signed by one of these, instead of
     * by one of the JDK's authorities. The name is verified either way.
     *
     * @throws IllegalArgumentException if there is none, or the relay is not reached by TLS
     */
    public RelayServer trusting(X509Certificate... authorities) {
        if (authorities.length == 0 || !uri.isSecure()) {
            throw new IllegalArgumentException(
                    "authorities are for turns: relays, and at least one is needed: " + uri);
        }
        return new RelayServer(
                uri,
                username,
                password,
                region,
                TlsTrust.only(List.of(authorities)),
                expiresAt,
                family);
    }

    /** The same relay, whose credentials are good until {@code when}. */
    public RelayServer expiringAt(Instant when) {
        return new RelayServer(uri, username, password, region, trust, when, family);
    }

    /**
     * The same relay, asked for an address of this family and no other. Unless this is said, it is
     * asked for an IPv4 address, and for an IPv6 address where it has none. A relay may be listed
     * once for each family: then both addresses are candidates.
     */
    public RelayServer relaying(AddressFamily wanted) {
        return new RelayServer(uri, username, password, region, trust, expiresAt, wanted);
    }

    /** Where it is. */
    public TurnUri uri() {
        return uri;
    }

    /** The user name of the long-term credential. */
    public String username() {
        return username;
    }

    /** The password; a secret. */
    String password() {
        return password;
    }

    /** Whose certificates to believe, for {@code turns:}. */
    TlsTrust trust() {
        if (trust == null) {
            throw new IllegalStateException("not reached by TLS: " + uri);
        }
        return trust;
    }

    /** Where it stands, if the application said so. */
    public Optional<String> region() {
        return Optional.ofNullable(region);
    }

    /** Until when its credentials are good, if that was said. */
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(expiresAt);
    }

    /** The family of the address to ask it for, if the application said so. */
    public Optional<AddressFamily> family() {
        return Optional.ofNullable(family);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RelayServer that
                && uri.equals(that.uri)
                && username.equals(that.username)
                && password.equals(that.password)
                && Objects.equals(region, that.region)
                && trust == that.trust
                && Objects.equals(expiresAt, that.expiresAt)
                && family == that.family;
    }

    @Override
    public int hashCode() {
        return Objects.hash(uri, username);
    }

    /** Where it is, without the credentials. */
    @Override
    public String toString() {
        return "RelayServer[" + uri + "]";
    }
}
