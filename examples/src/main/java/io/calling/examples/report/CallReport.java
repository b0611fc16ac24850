package io.calling.examples.report;

import java.time.Instant;
import java.util.List;

/**
 * What is known of one call when it is over.
 *
 * @param when it began
 * @param verified whether everything that the headline says was verified
 * @param headline one sentence: what happened
 * @param note what the evidence does not prove, in a sentence or two
 * @param relay the relay as it was named on the command line
 * @param steps what happened, in order
 * @param parties one or two: those whose side was seen
 * @param voices one for each direction that was seen
 * @param security facts about the encryption
 */
public record CallReport(
        Instant when,
        boolean verified,
        String headline,
        String note,
        String relay,
        List<Step> steps,
        List<Party> parties,
        List<Voice> voices,
        List<Fact> security) {

    /** Copies the lists. */
    public CallReport {
        steps = List.copyOf(steps);
        parties = List.copyOf(parties);
        voices = List.copyOf(voices);
        security = List.copyOf(security);
    }

    /**
     * Something that happened.
     *
     * @param who the party, in lower case
     * @param words a few of them
     * @param millis since the call was placed
     * @param setup whether it belongs to the setup of the call, or came later
     */
    public record Step(String who, String words, double millis, boolean setup) {}

    /**
     * One party, and what became known of it.
     *
     * @param name as told
     * @param evidence the search for this party's address in what the other one received, or what
     *     can be said instead
     * @param hidden whether that search found nothing
     * @param sees whom this party saw, in words
     * @param fingerprint of its certificate
     * @param disclosures what it disclosed
     */
    public record Party(
            String name,
            String evidence,
            boolean hidden,
            String sees,
            String fingerprint,
            List<Disclosure> disclosures) {
        /** Copies the list. */
        public Party {
            disclosures = List.copyOf(disclosures);
        }
    }

    /**
     * One thing that was disclosed.
     *
     * @param audience to whom
     * @param what by which field or packet
     * @param value the address or name
     * @param when since the call was placed
     */
    public record Disclosure(String audience, String what, String value, String when) {}

    /**
     * One direction of the conversation.
     *
     * @param speaker who spoke
     * @param listener who heard
     * @param sent what was said
     * @param heard what came out at the other end, aligned
     * @param audio what was heard, as the bytes of a WAV file in base64
     * @param correlation of what was heard with the same speech coded and decoded locally
     * @param packets how they travelled
     * @param courses what the listener's statistics said meanwhile
     */
    public record Voice(
            String speaker,
            String listener,
            Waveform sent,
            Waveform heard,
            String audio,
            double correlation,
            PacketSeries packets,
            List<Course> courses) {
        /** Copies the list. */
        public Voice {
            courses = List.copyOf(courses);
        }
    }

    /**
     * A name and a value.
     *
     * @param name of the fact
     * @param value in words
     */
    public record Fact(String name, String value) {}
}
