package io.calling.sdp;

import java.util.ArrayList;
import java.util.List;

/** Builds one section of ours, in the order of attributes that browsers write. */
final class SectionWriter {
    private final List<Attribute> attributes = new ArrayList<>();

    SectionWriter mid(String mid) {
        if (!mid.isEmpty()) {
            attributes.add(Attribute.of("mid", mid));
        }
        return this;
    }

    SectionWriter add(List<Attribute> more) {
        attributes.addAll(more);
        return this;
    }

    SectionWriter flag(String name) {
        attributes.add(Attribute.of(name));
        return this;
    }

    SectionWriter extensions(List<HeaderExtension> extensions) {
        extensions.forEach(e -> attributes.add(Attribute.of("extmap", ExtMap.write(e))));
        return this;
    }

    SectionWriter codecs(List<Codec> codecs) {
        for (Codec codec : codecs) {
            String type = codec.payloadType() + " ";
            attributes.add(Attribute.of("rtpmap", type + RtpMap.write(codec)));
            codec.feedback().stream()
                    .sorted()
                    .forEach(feedback -> attributes.add(Attribute.of("rtcp-fb", type + feedback)));
            if (!codec.parameters().isEmpty()) {
                attributes.add(Attribute.of("fmtp", type + codec.parameters()));
            }
        }
        return this;
    }

    MediaSection section(String kind, String protocol, List<Codec> codecs) {
        List<String> formats =
                codecs.stream().map(codec -> Integer.toString(codec.payloadType())).toList();
        return new MediaSection(kind, MediaSection.DISCARD_PORT, protocol, formats, attributes);
    }

    /**
     * RFC 3264, 6: a refused section keeps its place, its protocol and a format, at port 0. It
     * repeats the transport too, as those of browsers do: GStreamer refuses a description with any
     * section that does not.
     */
    static MediaSection rejected(MediaSection offered, List<Attribute> transport) {
        SectionWriter writer = new SectionWriter().add(transport);
        offered.mid().ifPresent(writer::mid);
        writer.flag(Direction.INACTIVE.token());
        return new MediaSection(
                offered.kind(), 0, offered.protocol(), offered.formats(), writer.attributes);
    }
}
