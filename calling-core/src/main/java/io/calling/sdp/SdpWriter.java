package io.calling.sdp;

/**
 * Writes descriptions whose every field is a constant, random per call, or negotiated (L08): no
 * user name, address, session name or time of ours.
 */
final class SdpWriter {
    private final StringBuilder text = new StringBuilder(2048);

    private SdpWriter() {}

    static String write(SessionDescription description) {
        SdpWriter writer = new SdpWriter();
        writer.session(description);
        description.media().forEach(writer::media);
        return writer.text.toString();
    }

    private void session(SessionDescription description) {
        line('v', "0");
        // RFC 8829, 5.2.1: "-" for the user name, a random id, 127.0.0.1 so as not to leak.
        line(
                'o',
                "- " + description.sessionId() + ' ' + description.version() + " IN IP4 127.0.0.1");
        line('s', "-");
        line('t', "0 0");
        description.attributes().forEach(attribute -> line('a', attribute.line()));
    }

    private void media(MediaSection section) {
        line(
                'm',
                section.kind()
                        + ' '
                        + section.port()
                        + ' '
                        + section.protocol()
                        + ' '
                        + String.join(" ", section.formats()));
        line('c', "IN IP4 0.0.0.0");
        section.attributes().forEach(attribute -> line('a', attribute.line()));
    }

    private void line(char type, String value) {
        text.append(type).append('=').append(value).append("\r\n");
    }
}
