package io.calling.sdp;

import java.util.List;
import java.util.Optional;

/**
 * One section that both sides accepted.
 *
 * @param index of the section, from 0
 * @param mid its identification; empty where the peer gives none
 * @param kind {@code audio} or {@code video}
 * @param direction as our side sees it
 * @param codecs that both can do, the first one preferred; retransmission formats included
 * @param extensions that both can do
 * @param remoteSsrcs that the peer announced; may be none
 */
public record NegotiatedMedia(
        int index,
        String mid,
        String kind,
        Direction direction,
        List<Codec> codecs,
        List<HeaderExtension> extensions,
        List<Long> remoteSsrcs) {

    /** Copies the lists. */
    public NegotiatedMedia {
        codecs = List.copyOf(codecs);
        extensions = List.copyOf(extensions);
        remoteSsrcs = List.copyOf(remoteSsrcs);
    }

    /** The format to send. */
    public Codec codec() {
        return codecs.get(0);
    }

    /** The retransmission format for another format (RFC 4588). */
    public Optional<Codec> retransmissionOf(Codec codec) {
        return codecs.stream()
                .filter(
                        rtx ->
                                rtx.is("rtx")
                                        && rtx.associatedPayloadType()
                                                .equals(Optional.of(codec.payloadType())))
                .findFirst();
    }

    /** The identifier of a header extension, if both can do it and we may send it. */
    public Optional<Integer> extension(String uri) {
        return extensions.stream()
                .filter(e -> e.uri().equals(uri) && e.direction().sends())
                .map(HeaderExtension::id)
                .findFirst();
    }
}
