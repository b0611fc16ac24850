package io.calling.ice;

import io.calling.ice.ChromiumPeer.Said;
import io.calling.ice.testing.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One call between a party of ours and a browser, in session descriptions that exist for this test
 * only: candidates trickle both ways, and nobody waits for DTLS to succeed.
 */
final class ChromiumCall {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Of no certificate: the browser gets as far as its ClientHello. */
    private static final String FINGERPRINT = "sha-256 " + "00:".repeat(31) + "00";

    private final ChromiumPeer browser;
    private final IceParty ours;
    private final IceRole role;
    private final List<Candidate> signaled = new CopyOnWriteArrayList<>();
    final List<String> candidateLines = new CopyOnWriteArrayList<>();
    final List<String> states = new CopyOnWriteArrayList<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private volatile String pair = "";
    private volatile boolean described;

    ChromiumCall(ChromiumPeer browser, IceParty ours, IceRole role) {
        this.browser = browser;
        this.ours = ours;
        this.role = role;
    }

    /** Exchanges descriptions: who controls is who offers. */
    void start() {
        ours.transport.gather();
        if (role == IceRole.CONTROLLING) {
            browser.tell("offer", description("actpass"));
        } else {
            browser.tell("call", "");
        }
    }

    /** Our side restarts, as the one that offers. */
    void restartByUs() {
        forgetWhatWasSignaled();
        ours.transport.restart();
        browser.tell("offer", description("actpass"));
    }

    /** The browser restarts; our side follows when its offer comes. */
    void restartByTheBrowser() {
        forgetWhatWasSignaled();
        browser.tell("restart", "");
    }

    private synchronized void forgetWhatWasSignaled() {
        described = false;
        signaled.clear();
    }

    /** What the browser said; on its threads. */
    void hear(Said said) {
        switch (said.word()) {
            case "offer" -> onOffer(said.text());
            case "answer" -> connect(said.text());
            case "candidate" -> onCandidate(said.text());
            case "state" -> states.add(said.text());
            case "pair" -> pair = said.text();
            default -> errors.add(said.toString());
        }
    }

    private void onOffer(String sdp) {
        if (!states.isEmpty()) {
            ours.transport.restart();
        }
        browser.tell("answer", description("passive"));
        connect(sdp);
    }

    private void connect(String sdp) {
        ours.transport.connect(
                role, new IceCredentials(value(sdp, "ice-ufrag"), value(sdp, "ice-pwd")));
        described = true;
        trickle();
    }

    private void onCandidate(String line) {
        if (line.isEmpty()) {
            ours.transport.endOfRemoteCandidates();
        } else {
            candidateLines.add(line);
            ours.transport.addRemoteCandidateLines(List.of(line));
        }
    }

    private static String value(String sdp, String attribute) {
        Matcher matcher = Pattern.compile("a=" + attribute + ":(\\S+)").matcher(sdp);
        if (!matcher.find()) {
            throw new AssertionError("the browser's description has no " + attribute);
        }
        return matcher.group(1);
    }

    private String description(String setup) {
        IceCredentials own = ours.transport.localCredentials();
        return String.join(
                "\r\n",
                "v=0",
                "o=- 1 1 IN IP4 127.0.0.1",
                "s=-",
                "t=0 0",
                "a=group:BUNDLE 0",
                "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
                "c=IN IP4 0.0.0.0",
                "a=mid:0",
                "a=ice-ufrag:" + own.userFragment(),
                "a=ice-pwd:" + own.password(),
                "a=ice-options:trickle",
                "a=fingerprint:" + FINGERPRINT,
                "a=setup:" + setup,
                "a=sctp-port:5000",
                "");
    }

    /** Tells the browser what candidates of ours have come since, once it can take them. */
    private synchronized void trickle() {
        if (described) {
            for (Candidate candidate : List.copyOf(ours.candidates)) {
                if (!signaled.contains(candidate)) {
                    signaled.add(candidate);
                    browser.tell("candidate", candidate.toLine());
                }
            }
        }
    }

    /** Waits for both sides, and for datagrams both ways. */
    void awaitConnected() {
        Await.until(
                "the browser connects: " + this,
                PATIENCE,
                () -> {
                    trickle();
                    return ours.connected.isDone()
                            && (states.contains("connected") || states.contains("completed"));
                });
        awaitDatagramsBothWays();
    }

    /** The browser says ClientHello until it is answered; what we say it counts. */
    void awaitDatagramsBothWays() {
        ours.received.clear();
        Await.until("we hear the browser: " + this, PATIENCE, () -> !ours.received.isEmpty());
        long before = bytesHeardByTheBrowser();
        Await.until(
                "the browser hears us: " + this,
                PATIENCE,
                () -> {
                    ours.send("\u0016 not quite DTLS");
                    return bytesHeardByTheBrowser() > before;
                });
    }

    private long bytesHeardByTheBrowser() {
        return Long.parseLong(pair().split(" ", -1)[2]);
    }

    /** The types of the browser's local and remote candidates in use. */
    String types() {
        String[] words = pair().split(" ", -1);
        return words[0] + " " + words[1];
    }

    private String pair() {
        pair = "";
        browser.tell("pair", "");
        Await.until("the browser's statistics: " + this, PATIENCE, () -> !pair.isEmpty());
        return pair;
    }

    void close() {
        browser.tell("close", "");
    }

    /** How far it got, for a test that fails. */
    @Override
    public String toString() {
        return "states " + states + ", errors " + errors + ", pair " + pair;
    }
}
