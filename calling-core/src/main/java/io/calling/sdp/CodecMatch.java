package io.calling.sdp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the formats that both sides can do, under the payload types of the peer. */
final class CodecMatch {
    private CodecMatch() {}

    /** In the peer's order of preference; a retransmission format follows the format it repairs. */
    static List<Codec> common(List<Codec> theirs, List<Codec> ours) {
        List<Codec> common = new ArrayList<>();
        for (Codec codec : theirs) {
            if (!isAuxiliary(codec)) {
                accept(codec, theirs, ours, common);
            }
        }
        if (common.isEmpty()) {
            return common;
        }
        theirs.stream()
                .filter(codec -> isEvents(codec))
                .flatMap(codec -> match(codec, ours).stream())
                .forEach(common::add);
        return common;
    }

    private static void accept(
            Codec codec, List<Codec> theirs, List<Codec> ours, List<Codec> common) {
        for (Codec mine : match(codec, ours)) {
            common.add(mine);
            boolean weRetransmit = ours.stream().anyMatch(c -> c.is("rtx"));
            if (weRetransmit) {
                theirs.stream()
                        .filter(rtx -> repairs(rtx, codec))
                        .findFirst()
                        .ifPresent(common::add);
            }
        }
    }

    private static boolean repairs(Codec rtx, Codec codec) {
        return rtx.is("rtx")
                && rtx.associatedPayloadType().filter(t -> t == codec.payloadType()).isPresent();
    }

    private static boolean isAuxiliary(Codec codec) {
        return codec.is("rtx") || isEvents(codec);
    }

    private static boolean isEvents(Codec codec) {
        return codec.is("telephone-event");
    }

    /** Our format for theirs, at most one: parameters ours where we have some, feedback of both. */
    private static List<Codec> match(Codec theirs, List<Codec> ours) {
        return ours.stream()
                .filter(theirs::matches)
                .limit(1)
                .map(
                        mine ->
                                theirs.withFeedback(both(theirs.feedback(), mine.feedback()))
                                        .withParameters(parameters(theirs, mine)))
                .toList();
    }

    private static Set<String> both(Set<String> theirs, Set<String> ours) {
        Set<String> both = new HashSet<>(theirs);
        both.retainAll(ours);
        return both;
    }

    /**
     * Parameters that choose the bitstream are echoed; those of the receiver are our own, and what
     * the peer says of the stream that it sends is true of no other.
     */
    private static String parameters(Codec theirs, Codec mine) {
        return mine.is("opus") || mine.is("telephone-event")
                ? mine.parameters()
                : theirs.withoutStreamProperties().parameters();
    }
}
