package io.calling.sdp;

import io.calling.ice.IceCredentials;
import io.calling.srtp.Fingerprint;
import io.calling.srtp.SetupRole;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One {@code m=} line and what follows it (RFC 8866, 5.14).
 *
 * @param kind {@code audio}, {@code video}, {@code application} or another token
 * @param port 0 where the section is rejected, or takes part in a bundle only
 * @param protocol such as {@code UDP/TLS/RTP/SAVPF}
 * @param formats payload types, in the writer's order of preference
 * @param attributes the {@code a=} lines, in order
 */
public record MediaSection(
        String kind, int port, String protocol, List<String> formats, List<Attribute> attributes) {
    /** The port of a section whose addresses are in its candidates (RFC 8840, 4.1.1). */
    public static final int DISCARD_PORT = 9;

    /** Copies the lists. */
    public MediaSection {
        formats = List.copyOf(formats);
        attributes = List.copyOf(attributes);
    }

    private Attributes all() {
        return new Attributes(attributes);
    }

    /** Whether a property attribute stands in the section. */
    public boolean has(String attribute) {
        return all().has(attribute);
    }

    /** The first value of an attribute. */
    public Optional<String> attribute(String name) {
        return all().first(name);
    }

    /** All values of an attribute, in order. */
    public Stream<String> attributes(String name) {
        return all().values(name);
    }

    /** The identification within the bundle (RFC 8843, RFC 5888). */
    public Optional<String> mid() {
        return attribute("mid");
    }

    /** Whether this is RTP over DTLS, in any of the spellings in use. */
    public boolean isDtlsSrtp() {
        String upper = protocol.toUpperCase(Locale.ROOT);
        return upper.equals("UDP/TLS/RTP/SAVPF")
                || upper.equals("UDP/TLS/RTP/SAVP")
                || upper.equals("TCP/DTLS/RTP/SAVPF")
                || upper.equals("RTP/SAVPF");
    }

    /**
     * Whether the writer refuses the section: RFC 8843, 6: port 0 together with {@code
     * a=bundle-only} is no refusal.
     */
    public boolean isRejected() {
        return port == 0 && !has("bundle-only");
    }

    /** Which way media flows; both where nothing is said (RFC 3264, 5.1). */
    public Direction direction() {
        return attributes.stream()
                .flatMap(attribute -> Direction.named(attribute.name()).stream())
                .findFirst()
                .orElse(Direction.SENDRECV);
    }

    /** The formats that have a usable {@code a=rtpmap}, or a static payload type that we know. */
    public List<Codec> codecs() {
        List<Codec> codecs = new ArrayList<>();
        for (String format : new LinkedHashSet<>(formats)) {
            Numbers.unsigned(format, 127).flatMap(this::codec).ifPresent(codecs::add);
        }
        return codecs;
    }

    private Optional<Codec> codec(int payloadType) {
        return attributes("rtpmap")
                .flatMap(map -> behind(map, payloadType).stream())
                .findFirst()
                .flatMap(encoding -> RtpMap.read(payloadType, encoding))
                .or(() -> RtpMap.assigned(payloadType))
                .map(
                        codec ->
                                codec.withParameters(parameters(payloadType))
                                        .withFeedback(feedback(payloadType)));
    }

    private String parameters(int payloadType) {
        return attributes("fmtp")
                .flatMap(line -> behind(line, payloadType).stream())
                .findFirst()
                .orElse("");
    }

    private Set<String> feedback(int payloadType) {
        Set<String> feedback = new LinkedHashSet<>();
        attributes("rtcp-fb")
                .flatMap(
                        line ->
                                Stream.concat(
                                        behind(line, payloadType).stream(),
                                        behind(line, "*").stream()))
                .forEach(feedback::add);
        return feedback;
    }

    private static Optional<String> behind(String line, int payloadType) {
        return behind(line, Integer.toString(payloadType));
    }

    private static Optional<String> behind(String line, String word) {
        return line.startsWith(word + ' ')
                ? Optional.of(line.substring(word.length() + 1).trim())
                : Optional.empty();
    }

    /** The header extensions; malformed lines are passed over. */
    public List<HeaderExtension> headerExtensions() {
        return attributes("extmap").flatMap(value -> ExtMap.read(value).stream()).toList();
    }

    /** The certificate's fingerprints that we can check, of this section alone. */
    public List<Fingerprint> fingerprints() {
        return attributes("fingerprint")
                .flatMap(value -> Fingerprint.tryParse(value).stream())
                .toList();
    }

    /** Which side opens DTLS, as far as this section alone says. */
    public Optional<SetupRole> setup() {
        return attribute("setup").flatMap(TransportAttributes::setup);
    }

    /** User fragment and password, if this section alone has both, well-formed. */
    public Optional<IceCredentials> iceCredentials() {
        return TransportAttributes.credentials(all());
    }

    /** The values of {@code a=candidate}, as written; calling-ice reads them. */
    public List<String> candidates() {
        return attributes("candidate").toList();
    }

    /** The SSRCs that the section names, in order. */
    public List<Long> ssrcs() {
        return attributes("ssrc")
                .map(value -> value.contains(" ") ? value.substring(0, value.indexOf(' ')) : value)
                .flatMap(value -> Numbers.unsignedLong(value, 0xFFFF_FFFFL).stream())
                .distinct()
                .toList();
    }

    /** The kind and the port only: attributes hold addresses and secrets. */
    @Override
    public String toString() {
        return "m=" + kind + " " + port;
    }
}
