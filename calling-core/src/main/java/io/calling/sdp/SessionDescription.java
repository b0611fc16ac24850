package io.calling.sdp;

import io.calling.ice.IceCredentials;
import io.calling.srtp.Fingerprint;
import io.calling.srtp.SetupRole;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A session description (RFC 8866): the part of it that WebRTC uses. User names, addresses of
 * {@code o=} and {@code c=}, session names, times and bandwidths of a peer are passed over; ours
 * are constants.
 *
 * @param sessionId the identifier in {@code o=}, 0 to 2^63 - 1
 * @param version the version in {@code o=}, one more for each change
 * @param attributes the {@code a=} lines of the session
 * @param media the sections, in order
 */
public record SessionDescription(
        long sessionId, long version, List<Attribute> attributes, List<MediaSection> media) {

    /** Copies the lists. */
    public SessionDescription {
        if (sessionId < 0 || version < 0) {
            throw new IllegalArgumentException("session id and version are not negative");
        }
        attributes = List.copyOf(attributes);
        media = List.copyOf(media);
    }

    /**
     * Reads a description, tolerating what real stacks write: any line ending, trailing spaces,
     * unknown lines.
     *
     * @throws SdpException naming the line that cannot be read
     */
    public static SessionDescription parse(String text) throws SdpException {
        return new SdpReader(text).read();
    }

    /** The text, lines ended by CRLF. */
    public String toText() {
        return SdpWriter.write(this);
    }

    private Attributes all() {
        return new Attributes(attributes);
    }

    /** Whether a property attribute stands at session level. */
    public boolean has(String attribute) {
        return all().has(attribute);
    }

    /** Whether the peer is an ICE lite agent, so that our side must nominate (RFC 8445, 6.1.1). */
    public boolean isIceLite() {
        return has("ice-lite");
    }

    /** Whether candidates may follow later (RFC 8840, 4.1.3); said at either level. */
    public boolean trickles() {
        return Stream.concat(
                        all().values("ice-options"),
                        media.stream().flatMap(section -> section.attributes("ice-options")))
                .flatMap(options -> Arrays.stream(options.trim().split(" +", -1)))
                .anyMatch("trickle"::equals);
    }

    /** The mids of the first BUNDLE group, in order; empty where there is none (RFC 8843). */
    public List<String> bundle() {
        return all().values("group")
                .map(group -> List.of(group.trim().split(" +", -1)))
                .filter(words -> words.get(0).equals("BUNDLE"))
                .map(words -> words.subList(1, words.size()))
                .findFirst()
                .orElse(List.of());
    }

    /** The section with the given mid. */
    public Optional<MediaSection> section(String mid) {
        return media.stream().filter(section -> section.mid().equals(Optional.of(mid))).findFirst();
    }

    /** Credentials of a section, or those of the session (RFC 8839, 5.4). */
    public Optional<IceCredentials> iceCredentials(MediaSection section) {
        return section.iceCredentials().or(() -> TransportAttributes.credentials(all()));
    }

    /** Fingerprints of a section, or those of the session (RFC 8122, 5). */
    public List<Fingerprint> fingerprints(MediaSection section) {
        if (section.has("fingerprint")) {
            return section.fingerprints();
        }
        return all().values("fingerprint")
                .flatMap(value -> Fingerprint.tryParse(value).stream())
                .toList();
    }

    /** The DTLS role of a section, or that of the session (RFC 4145, 4). */
    public Optional<SetupRole> setup(MediaSection section) {
        return section.setup().or(() -> all().first("setup").flatMap(TransportAttributes::setup));
    }

    /** The number of sections only. */
    @Override
    public String toString() {
        return "SessionDescription[" + media.size() + " sections]";
    }
}
