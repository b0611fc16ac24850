package io.calling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calling.ice.IceFailure;
import io.calling.media.MediaKind;
import io.calling.media.RtpTrack;
import io.calling.sdp.Direction;
import io.calling.sdp.ReofferCheck;
import io.calling.sdp.SdpException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One call of two of our sessions, and offers that follow each other in random order from either
 * side, some of them crossed, taken back, refused, lost or written as another stack would. Same
 * seed, same steps. After each step the judge has seen every description.
 */
final class RandomSession {
    private static final int MOST_SECTIONS = 16;

    private final Random random;
    private final SessionBench bench = new SessionBench();
    private final ReofferCheck check = new ReofferCheck();
    private final List<String> steps = new ArrayList<>();
    private int negotiations;

    RandomSession(long seed) {
        this.random = new Random(seed);
    }

    void run(int count) throws SdpException {
        bench.call();
        String offer = bench.now(bench.alice.session.localDescription());
        check.offer("alice", offer, false);
        check.answer("bob", offer, bench.now(bench.bob.session.localDescription()), false);
        for (int i = 0; i < count; i++) {
            step();
            assertThat(check.faults()).as("%s", steps).isEmpty();
            assertNothingPilesUp();
        }
        negotiate(bench.alice, false);
        negotiate(bench.bob, true);
        assertThat(check.faults()).as("%s", steps).isEmpty();
        assertBothAgree();
    }

    int negotiations() {
        return negotiations;
    }

    private void step() throws SdpException {
        SessionBench.Party party = random.nextBoolean() ? bench.alice : bench.bob;
        int choice = random.nextInt(20);
        steps.add(name(party) + " " + choice);
        if (choice < 7) {
            negotiate(party, random.nextInt(4) == 0);
        } else if (choice < 10) {
            add(party);
        } else if (choice < 12) {
            MediaKind kind = random.nextBoolean() ? MediaKind.AUDIO : MediaKind.VIDEO;
            Direction[] all = Direction.values();
            party.session.direction(kind, all[random.nextInt(all.length)]);
        } else if (choice < 14) {
            takeBack(party, random.nextBoolean());
        } else if (choice < 16) {
            cross(party);
        } else if (choice < 17) {
            offerWhatIsRefused(party);
        } else if (choice < 18) {
            loseTheNewTransport(party);
        } else if (choice < 19) {
            gatherMore(party);
        } else {
            party.session.addCandidates(
                    "a=candidate:9 1 udp 9 192.0.2.9 " + (2_000 + random.nextInt(9)) + " typ host");
            bench.network.run();
        }
    }

    private String name(SessionBench.Party party) {
        return party == bench.alice ? "alice" : "bob";
    }

    private SessionBench.Party other(SessionBench.Party party) {
        return party == bench.alice ? bench.bob : bench.alice;
    }

    /** A wish may be more than there is room for. */
    private void add(SessionBench.Party party) {
        try {
            party.session.add(random.nextInt(3) == 0 ? MediaKind.AUDIO : MediaKind.VIDEO);
        } catch (IllegalStateException full) {
            steps.add("full");
        }
    }

    /** Our offer, if there is one: what was added may find no room. */
    private String offer(SessionBench.Party party, boolean restarts) {
        CompletableFuture<String> offer =
                (restarts ? party.session.restartIce() : party.session.offerAgain())
                        .toCompletableFuture();
        bench.network.run();
        assertThat(offer).isDone();
        if (offer.isCompletedExceptionally()) {
            steps.add("no room");
            assertThatThrownBy(offer::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(IllegalStateException.class);
            return offer(party, restarts); // what found no room is wanted no more
        }
        check.offer(name(party), offer.join(), restarts);
        return offer.join();
    }

    private void negotiate(SessionBench.Party offerer, boolean restarts) throws SdpException {
        String offer = offer(offerer, restarts);
        answer(offerer, offer, restarts);
    }

    private void answer(SessionBench.Party offerer, String offer, boolean restarts)
            throws SdpException {
        String got = restarts || random.nextInt(4) > 0 ? offer : stopOne(offer);
        String answer = bench.now(other(offerer).session.answer(got));
        check.answer(name(other(offerer)), got, answer, restarts);
        offerer.session.accept(answer);
        bench.network.run();
        negotiations++;
        assertBothAgree();
    }

    /** As a peer does that stops one of its transceivers (RFC 8829, 5.2.2); some sound stays. */
    private String stopOne(String offer) {
        Matcher group = Pattern.compile("a=group:BUNDLE (.*)\r\n").matcher(offer);
        assertThat(group.find()).isTrue();
        List<String> mids = new ArrayList<>(List.of(group.group(1).split(" ", -1)));
        String stopped = mids.remove(random.nextInt(mids.size()));
        StringBuilder text = new StringBuilder();
        for (String part : offer.split("(?m)^(?=m=)", -1)) {
            boolean isTheOne = part.contains("a=mid:" + stopped + "\r\n");
            text.append(isTheOne ? part.replaceFirst("(m=\\S+) 9 ", "$1 0 ") : part);
        }
        if (!text.toString().contains("m=audio 9 ")) {
            return offer;
        }
        steps.add("stop " + stopped);
        return text.toString().replace(group.group(), "a=group:BUNDLE " + join(mids) + "\r\n");
    }

    private static String join(List<String> mids) {
        return String.join(" ", mids);
    }

    private void takeBack(SessionBench.Party party, boolean restarts) {
        offer(party, restarts);
        party.session.rollback();
        bench.network.run();
    }

    /** Both offer; neither takes the other's before its own is taken back. */
    private void cross(SessionBench.Party winner) throws SdpException {
        boolean restarts = random.nextInt(4) == 0;
        String offer = offer(winner, restarts);
        SessionBench.Party loser = other(winner);
        offer(loser, random.nextInt(4) == 0);
        refuses(loser.session.answer(offer), IllegalStateException.class);
        loser.session.rollback();
        answer(winner, offer, restarts);
    }

    private void refuses(CompletionStage<String> answer, Class<? extends Throwable> why) {
        bench.network.run();
        assertThatThrownBy(() -> answer.toCompletableFuture().join()).hasCauseInstanceOf(why);
    }

    /** Another certificate, fewer sections or none that can be accepted: all stays as it was. */
    private void offerWhatIsRefused(SessionBench.Party party) {
        String offer = offer(party, false);
        String broken =
                switch (random.nextInt(3)) {
                    case 0 ->
                            offer.replaceAll(
                                    "a=fingerprint:sha-256 ..", "a=fingerprint:sha-256 FF");
                    case 1 -> offer.replaceAll("(?s)(m=.*)", "").replaceAll("a=group.*\r\n", "");
                    default ->
                            offer.replaceAll("m=(\\S+) 9", "m=$1 0")
                                    .replaceAll("a=group.*\r\n", "");
                };
        refuses(other(party).session.answer(broken), SdpException.class);
        party.session.rollback();
        bench.network.run();
    }

    private void loseTheNewTransport(SessionBench.Party party) {
        offer(party, true);
        party.end().fail(IceFailure.RELAY_UNREACHABLE);
        bench.network.run();
    }

    private void gatherMore(SessionBench.Party party) {
        party.end().move();
        party.end().gather();
        bench.network.run();
    }

    private void assertBothAgree() {
        assertThat(bench.alice.session.state()).as("%s", steps).isEqualTo(new CallState.Active());
        assertThat(bench.bob.session.state()).as("%s", steps).isEqualTo(new CallState.Active());
        Map<String, RtpTrack> ofBob = new HashMap<>();
        bench.bob.session.tracks().forEach(track -> ofBob.put(track.config().mid(), track));
        assertThat(bench.alice.session.tracks()).as("%s", steps).hasSameSizeAs(ofBob.values());
        for (RtpTrack track : bench.alice.session.tracks()) {
            RtpTrack same = ofBob.get(track.config().mid());
            assertThat(same).as("%s", steps).isNotNull();
            assertThat(same.kind()).isEqualTo(track.kind());
            assertThat(same.config().receives()).isEqualTo(track.config().sends());
            assertThat(same.config().sends()).isEqualTo(track.config().receives());
        }
    }

    private void assertNothingPilesUp() {
        for (SessionBench.Party party : List.of(bench.alice, bench.bob)) {
            assertThat(party.call.media().sources()).isLessThanOrEqualTo(MOST_SECTIONS);
            assertThat(party.session.tracks()).hasSizeLessThanOrEqualTo(MOST_SECTIONS);
            assertThat(party.ends.stream().filter(end -> !end.isClosed())).hasSize(1);
        }
        assertThat(bench.network.waiting()).isLessThan(100);
    }
}
