package io.calling.sdp;

import io.calling.ice.IceCredentials;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Candidates that follow a description: {@code application/trickle-ice-sdpfrag} (RFC 8840, 9), as
 * WHIP uses it (RFC 9725, 4.3).
 *
 * @param credentials the session that the candidates belong to; others mean an ICE restart
 * @param candidates the values of {@code a=candidate}, as written
 * @param endOfCandidates whether no more will come
 */
public record TrickleFragment(
        Optional<IceCredentials> credentials, List<String> candidates, boolean endOfCandidates) {

    private static final int MAX_CHARACTERS = 64 * 1024;

    /** Copies the list. */
    public TrickleFragment {
        candidates = List.copyOf(candidates);
    }

    /**
     * Reads a fragment; attributes count wherever they stand, since all is one component.
     *
     * @throws SdpException naming the line that cannot be read
     */
    public static TrickleFragment parse(String text) throws SdpException {
        if (text.length() > MAX_CHARACTERS) {
            throw SdpException.malformed("more than " + MAX_CHARACTERS + " characters");
        }
        List<Attribute> attributes = new ArrayList<>();
        int number = 0;
        for (String raw : text.lines().toList()) {
            number++;
            String line = raw.strip();
            if (line.isEmpty()) {
                continue;
            }
            if (line.length() < 2 || line.charAt(1) != '=') {
                throw SdpException.malformed(number, "expected a letter and \"=\"");
            }
            if (line.charAt(0) == 'a') {
                attributes.add(attribute(number, line.substring(2)));
            }
        }
        Attributes all = new Attributes(attributes);
        return new TrickleFragment(
                TransportAttributes.credentials(all),
                all.values("candidate").toList(),
                all.has("end-of-candidates"));
    }

    private static Attribute attribute(int line, String text) throws SdpException {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        if (name.isEmpty() || text.indexOf('\0') >= 0) {
            throw SdpException.malformed(line, "a= has a name");
        }
        return colon < 0
                ? Attribute.of(name)
                : Attribute.of(name, text.substring(colon + 1).strip());
    }

    /** The number of candidates only. */
    @Override
    public String toString() {
        return "TrickleFragment[" + candidates.size() + " candidates]";
    }
}
