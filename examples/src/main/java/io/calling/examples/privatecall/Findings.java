package io.calling.examples.privatecall;

import io.calling.examples.ExitCode;
import io.calling.examples.wire.LeakCheck;
import io.calling.examples.wire.LeakCheck.Evidence;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What was measured in a call.
 *
 * @param parties those in this process
 * @param heard for each of them, what it heard
 */
record Findings(List<Party> parties, List<Hearing> heard) {
    static Findings of(List<Party> parties) {
        return new Findings(
                parties,
                parties.stream()
                        .map(party -> Hearing.of(party.part().expects(), party.heard().file()))
                        .toList());
    }

    /** Whether both parties run in this process, so that what one received can be searched. */
    boolean both() {
        return parties.size() == 2;
    }

    Party other(Party party) {
        return parties.get(0) == party ? parties.get(1) : parties.get(0);
    }

    Hearing heardBy(Party party) {
        return heard.get(parties.indexOf(party));
    }

    /** The search for a party in what the other one received; empty where that is elsewhere. */
    Optional<Evidence> evidenceAbout(Party hidden) {
        return both()
                ? Optional.of(new LeakCheck(hidden.traffic(), other(hidden).traffic()).run())
                : Optional.empty();
    }

    Verdict verdict() {
        for (Party party : parties) {
            Optional<Evidence> evidence = evidenceAbout(party);
            if (evidence.isPresent() && !evidence.get().hidden()) {
                return new Verdict(
                        ExitCode.ADDRESS_FOUND,
                        party.name() + "'s address: " + evidence.get().words() + ".");
            }
        }
        for (Party party : parties) {
            if (!heardBy(party).isAlike()) {
                return new Verdict(ExitCode.NOT_HEARD, notHeard(party));
            }
        }
        return new Verdict(ExitCode.OK, success());
    }

    private String notHeard(Party party) {
        long rejected = party.session().map(call -> call.statistics().packetsRejected()).orElse(0L);
        String why =
                rejected > 0
                        ? rejected + " packets arrived damaged or forged, and were rejected."
                        : String.format(
                                Locale.ROOT,
                                "what came out is %.3f like what was said.",
                                heardBy(party).likeness());
        return party.name() + " did not hear what the other side said: " + why;
    }

    private String success() {
        return both()
                ? "Alice and Bob heard each other; neither received the other's address."
                : parties.get(0).name() + " heard the other side.";
    }
}
