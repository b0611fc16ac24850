package io.calling.examples.privatecall;

import io.calling.signaling.SignalingChannel;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;

/** One run of the example, from the first packet to the report. */
final class PrivateCall {
    private static final double MARGIN_SECONDS = 3;

    /** Shorter than the silence at the end of the script, longer than a pause between words. */
    private static final double SILENCE_SECONDS = 0.3;

    private static final double PATIENCE_SECONDS = 120;
    private static final long LOOK_MILLIS = 25;
    private static final long FAREWELL_MILLIS = 5_000;

    private final PrivateCallOptions options;
    private final Story story;
    private final UnaryOperator<SignalingChannel> onTheWay;
    private final Script script;

    PrivateCall(PrivateCallOptions options, Story story, UnaryOperator<SignalingChannel> onTheWay)
            throws IOException {
        this.options = options;
        this.story = story;
        this.onTheWay = onTheWay;
        this.script = Script.load();
    }

    Verdict run() throws IOException, InterruptedException {
        try (Relay relay = Relay.open(options);
                Cast cast = Cast.assemble(options, relay, script, onTheWay)) {
            List<Party> parties = cast.parties();
            story.begin(parties, relay.description());
            cast.begin();
            follow(parties);
            return new Review(parties, relay.description(), options.out(), story).conclude();
        }
    }

    /** Tells what happens until the call is over; Alice hangs up when all has been said. */
    private void follow(List<Party> parties) throws InterruptedException {
        Party first = parties.get(0);
        while (!first.awaitEnd(LOOK_MILLIS) && first.seconds() < PATIENCE_SECONDS) {
            story.goOn(parties);
            parties.forEach(Party::measure);
            if (first.isCaller() && hasHeardAll(first)) {
                first.hangUp();
            }
        }
        for (Party party : parties) {
            bringToAnEnd(party);
        }
        story.goOn(parties);
    }

    /** Where a busy machine made pauses, what is said last comes after the length of the script. */
    private boolean hasHeardAll(Party party) {
        HeardTrack heard = party.heard();
        return heard.seconds() >= script.seconds() && heard.silentSeconds() >= SILENCE_SECONDS
                || party.secondsSinceSecured() >= script.seconds() + MARGIN_SECONDS;
    }

    private static void bringToAnEnd(Party party) throws InterruptedException {
        if (party.session().isPresent() && !party.awaitEnd(FAREWELL_MILLIS)) {
            party.hangUp();
            party.awaitEnd(FAREWELL_MILLIS);
        }
    }
}
