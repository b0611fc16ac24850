package io.calling.examples.privatecall;

import io.calling.CallSession;
import io.calling.CallState;
import io.calling.EndReason;
import io.calling.examples.report.ReportPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Looks back at a call: verifies what the example claims, tells it, and writes it down. */
final class Review {
    private final List<Party> parties;
    private final String relay;
    private final Path out;
    private final Story story;

    Review(List<Party> parties, String relay, Path out, Story story) {
        this.parties = parties;
        this.relay = relay;
        this.out = out;
        this.story = story;
    }

    Verdict conclude() throws IOException {
        Optional<EndReason> failure = failure();
        if (failure.isPresent()) {
            Verdict verdict = Verdict.ended(failure.get());
            story.say("");
            story.say("The call failed. " + verdict.headline());
            return verdict;
        }
        Findings findings = Findings.of(parties);
        Summary summary = new Summary(story);
        summary.tell(findings);
        Verdict verdict = findings.verdict();
        writeDown(findings, verdict);
        story.say("");
        story.say((verdict.good() ? "Verified. " : "NOT verified. ") + verdict.headline());
        return verdict;
    }

    /** Why the call ended otherwise than by hanging up, if it did. */
    private Optional<EndReason> failure() {
        return parties.stream()
                .map(Review::endReason)
                .filter(reason -> reason != EndReason.HUNG_UP)
                .findFirst();
    }

    private static EndReason endReason(Party party) {
        return party.session()
                .map(CallSession::state)
                .map(state -> state instanceof CallState.Ended ended ? ended.reason() : null)
                .orElse(EndReason.UNANSWERED);
    }

    private void writeDown(Findings findings, Verdict verdict) throws IOException {
        story.say("");
        for (Party party : parties) {
            Path file =
                    out.resolve(party.name().toLowerCase(Locale.ROOT) + "-heard.wav").normalize();
            party.heard().file().write(file);
            story.say("Wrote " + file);
        }
        Path page = out.resolve("call-report.html").normalize();
        Files.writeString(
                page, new ReportPage(new ReportOfCall(findings, verdict, relay).report()).html());
        story.say("Wrote " + page);
    }
}
