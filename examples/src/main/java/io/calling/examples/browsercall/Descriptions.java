package io.calling.examples.browsercall;

import io.calling.sdp.MediaSection;
import io.calling.sdp.SdpException;
import io.calling.sdp.SessionDescription;
import io.calling.srtp.Fingerprint;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the switchboard and the Java side read in session descriptions. */
final class Descriptions {
    private static final Pattern TYPE = Pattern.compile(" typ (\\S+)");
    private static final Pattern RELATED = Pattern.compile(" raddr (\\S+)");
    private static final List<String> NO_ADDRESS = List.of("0.0.0.0", "::");

    private Descriptions() {}

    /**
     * Whether it holds relayed candidates only, and none with the address behind it. What cannot be
     * read does not pass.
     */
    static boolean isRelayedOnly(String sdp) {
        try {
            return SessionDescription.parse(sdp).media().stream()
                    .flatMap(section -> section.candidates().stream())
                    .allMatch(Descriptions::isRelayed);
        } catch (SdpException e) {
            return false;
        }
    }

    private static boolean isRelayed(String candidate) {
        Matcher type = TYPE.matcher(candidate);
        Matcher related = RELATED.matcher(candidate);
        return type.find()
                && type.group(1).equals("relay")
                && (!related.find() || NO_ADDRESS.contains(related.group(1)));
    }

    /**
     * All fingerprints that it announces.
     *
     * @throws SdpException if it is malformed
     */
    static List<Fingerprint> fingerprints(String sdp) throws SdpException {
        SessionDescription description = SessionDescription.parse(sdp);
        return description.media().stream()
                .filter(section -> !section.isRejected())
                .flatMap(section -> fingerprints(description, section))
                .distinct()
                .toList();
    }

    private static Stream<Fingerprint> fingerprints(
            SessionDescription description, MediaSection section) {
        return description.fingerprints(section).stream();
    }
}
