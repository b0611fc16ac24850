package io.calling.testkit.net;

import java.time.Duration;

/**
 * What a NAT does to UDP, in the words of RFC 4787. A value; start from one of the constants and
 * change what the test is about. TCP is treated alike (RFC 5382).
 *
 * @param mapping when two packets of one inside socket get the same outside port
 * @param filtering whose packets reach the inside through a mapping
 * @param hairpinning whether two inside hosts reach each other by their outside addresses
 * @param lifetime how long a mapping outlives the last packet from inside
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4787#section-4.1">RFC 4787, 4.1 and 5</a>
 */
public record NatBehavior(
        Dependence mapping, Dependence filtering, boolean hairpinning, Duration lifetime) {

    /** On what of the other end a mapping or a filter depends. */
    public enum Dependence {
        /** On nothing: the same for everybody. */
        ENDPOINT_INDEPENDENT,
        /** On the other end's address, whatever its port. */
        ADDRESS_DEPENDENT,
        /** On the other end's address and port. */
        ADDRESS_AND_PORT_DEPENDENT
    }

    /** RFC 4787, REQ-5: "A value of five minutes or more is RECOMMENDED". */
    private static final Duration USUAL_LIFETIME = Duration.ofMinutes(5);

    /** As RFC 4787 recommends where hosts behind it are to be reached: REQ-1, REQ-8, REQ-9. */
    public static final NatBehavior FRIENDLY =
            new NatBehavior(
                    Dependence.ENDPOINT_INDEPENDENT,
                    Dependence.ENDPOINT_INDEPENDENT,
                    true,
                    USUAL_LIFETIME);

    /** As most routers at home are. */
    public static final NatBehavior HOME =
            new NatBehavior(
                    Dependence.ENDPOINT_INDEPENDENT,
                    Dependence.ADDRESS_AND_PORT_DEPENDENT,
                    false,
                    USUAL_LIFETIME);

    /** As in many offices and mobile networks: another port for each other end. */
    public static final NatBehavior SYMMETRIC =
            new NatBehavior(
                    Dependence.ADDRESS_AND_PORT_DEPENDENT,
                    Dependence.ADDRESS_AND_PORT_DEPENDENT,
                    false,
                    USUAL_LIFETIME);

    /** Checks the lifetime. */
    public NatBehavior {
        if (lifetime.isNegative() || lifetime.isZero()) {
            throw new IllegalArgumentException("lifetime must be positive: " + lifetime);
        }
    }

    /** This behavior with another mapping. */
    public NatBehavior mapping(Dependence value) {
        return new NatBehavior(value, filtering, hairpinning, lifetime);
    }

    /** This behavior with another filter. */
    public NatBehavior filtering(Dependence value) {
        return new NatBehavior(mapping, value, hairpinning, lifetime);
    }

    /** This behavior with or without hairpinning. */
    public NatBehavior hairpinning(boolean value) {
        return new NatBehavior(mapping, filtering, value, lifetime);
    }

    /** This behavior with another lifetime of mappings. */
    public NatBehavior lifetime(Duration value) {
        return new NatBehavior(mapping, filtering, hairpinning, value);
    }
}
