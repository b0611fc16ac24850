package io.calling.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one description. Strict where a mistake would change the meaning (the order of sections,
 * ports, the first line), tolerant of everything else.
 */
final class SdpReader {
    /** More than any real description has; a bound on what a peer can make us hold. */
    private static final int MAX_CHARACTERS = 256 * 1024;

    private static final int MAX_SECTIONS = 64;
    private static final int MAX_ATTRIBUTES = 2_000;

    private final String text;
    private final List<Attribute> sessionAttributes = new ArrayList<>();
    private final List<MediaSection> sections = new ArrayList<>();
    private @Nullable MediaLine media;
    private List<Attribute> mediaAttributes = new ArrayList<>();
    private int attributeCount;
    private int lineNumber;
    private boolean started;
    private long sessionId;
    private long version;

    private record MediaLine(String kind, int port, String protocol, List<String> formats) {}

    SdpReader(String text) {
        this.text = text;
    }

    SessionDescription read() throws SdpException {
        if (text.length() > MAX_CHARACTERS) {
            throw SdpException.malformed("more than " + MAX_CHARACTERS + " characters");
        }
        int from = 0;
        while (from < text.length()) {
            int to = endOfLine(from);
            lineNumber++;
            line(text.substring(from, to).stripTrailing());
            from = to + (text.startsWith("\r\n", to) ? 2 : 1);
        }
        if (!started) {
            throw SdpException.malformed("the description is empty");
        }
        finishSection();
        return new SessionDescription(sessionId, version, sessionAttributes, sections);
    }

    private int endOfLine(int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '\r' && text.charAt(at) != '\n') {
            at++;
        }
        return at;
    }

    private void line(String line) throws SdpException {
        if (line.isEmpty()) {
            return;
        }
        if (line.length() < 2 || line.charAt(1) != '=') {
            throw SdpException.malformed(lineNumber, "expected a letter and \"=\"");
        }
        String value = line.substring(2);
        if (!started) {
            if (!line.equals("v=0")) {
                throw SdpException.malformed(lineNumber, "a description begins with \"v=0\"");
            }
            started = true;
            return;
        }
        switch (line.charAt(0)) {
            case 'o' -> origin(value);
            case 'm' -> media(value);
            case 'a' -> attribute(value);
            default -> {
                // Everything else says nothing that we use, or an address that we don't want.
            }
        }
    }

    private void origin(String value) throws SdpException {
        String[] words = value.split(" +", -1);
        if (words.length < 6) {
            throw SdpException.malformed(lineNumber, "o= has six fields");
        }
        sessionId = Numbers.unsignedLong(words[1], Long.MAX_VALUE).orElse(0L);
        version = Numbers.unsignedLong(words[2], Long.MAX_VALUE).orElse(0L);
    }

    private void media(String value) throws SdpException {
        finishSection();
        if (sections.size() == MAX_SECTIONS) {
            throw SdpException.malformed(lineNumber, "more than " + MAX_SECTIONS + " sections");
        }
        String[] words = value.split(" +", -1);
        if (words.length < 4) {
            throw SdpException.malformed(
                    lineNumber, "m= has a kind, a port, a protocol and formats");
        }
        int slash = words[1].indexOf('/');
        Optional<Integer> port =
                Numbers.unsigned(slash < 0 ? words[1] : words[1].substring(0, slash), 65_535);
        if (port.isEmpty()) {
            throw SdpException.malformed(lineNumber, "the port in m= is 0 to 65535");
        }
        media =
                new MediaLine(
                        words[0], port.get(), words[2], List.of(words).subList(3, words.length));
        mediaAttributes = new ArrayList<>();
    }

    private void attribute(String value) throws SdpException {
        if (++attributeCount > MAX_ATTRIBUTES) {
            throw SdpException.malformed(lineNumber, "more than " + MAX_ATTRIBUTES + " attributes");
        }
        int colon = value.indexOf(':');
        String name = colon < 0 ? value : value.substring(0, colon);
        if (name.isEmpty() || value.indexOf('\0') >= 0) {
            throw SdpException.malformed(lineNumber, "a= has a name");
        }
        Attribute attribute =
                colon < 0
                        ? Attribute.of(name)
                        : Attribute.of(name, value.substring(colon + 1).trim());
        (media == null ? sessionAttributes : mediaAttributes).add(attribute);
    }

    private void finishSection() {
        MediaLine line = media;
        if (line != null) {
            sections.add(
                    new MediaSection(
                            line.kind(),
                            line.port(),
                            line.protocol(),
                            line.formats(),
                            mediaAttributes));
        }
    }
}
