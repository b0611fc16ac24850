package io.calling.examples.captures;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.examples.hosts.Capture;
import io.calling.examples.hosts.Coturn;
import io.calling.examples.hosts.Frame;
import io.calling.examples.hosts.Host;
import io.calling.examples.hosts.Sightings;
import io.calling.examples.hosts.ThreeHosts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** One call from the first candidate to the last packet, and the look at the captures. */
final class CapturedCall {
    private static final String POLICY_PRIVATE = "RELAY_ONLY";
    private static final String POLICY_OPEN = "ALL";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What a hostile peer or channel adds: names, which are never looked up. */
    private static final List<String> HOSTILE =
            List.of(
                    "candidate:7 1 udp 2130706431 evil.example 40000 typ host",
                    "candidate:8 1 udp 2130706431 0b2f6c1e-77aa-4b8f-8d8d-0cbd3c2e9c11.local 40000"
                            + " typ host");

    private final ThreeHosts hosts;
    private final Relays relays;
    private final Puppet alice;
    private final Puppet bob;
    private final Scenario scenario;
    private final int aliceStart;
    private final int bobStart;
    private int aliceSignaled;
    private int bobSignaled;

    /** A call to be made. */
    record Scenario(
            Relays.Way alice,
            Relays.Way bob,
            boolean bothPrivate,
            boolean trickle,
            boolean relaysHaveNames) {}

    CapturedCall(ThreeHosts hosts, Relays relays, Puppet alice, Puppet bob, Scenario scenario) {
        this.hosts = hosts;
        this.relays = relays;
        this.alice = alice;
        this.bob = bob;
        this.scenario = scenario;
        this.aliceStart = alice.mark();
        this.bobStart = bob.mark();
        this.aliceSignaled = aliceStart;
        this.bobSignaled = bobStart;
    }

    /** Makes it; gives what was captured at Alice's host and at Bob's. */
    void run(Path directory) throws Exception {
        Files.createDirectories(directory);
        try (Capture atAlice = Capture.start(hosts, Host.ALICE, directory);
                Capture atBob = Capture.start(hosts, Host.BOB, directory)) {
            talk();
            check(atAlice.stop(), atBob.stop());
        } finally {
            alice.tell("close");
            bob.tell("close");
            relays.startAgain();
        }
    }

    private void talk() throws Exception {
        open(alice, scenario.alice(), POLICY_PRIVATE);
        open(bob, scenario.bob(), scenario.bothPrivate() ? POLICY_PRIVATE : POLICY_OPEN);
        connect(aliceSignaled, bobSignaled);
        awaitTalk();
        restart();
        awaitTalk();
        relays.kill(inUse());
        awaitTalk();
        hangUp();
    }

    private void open(Puppet party, Relays.Way way, String policy) throws IOException {
        party.tell(
                String.join(
                        " ",
                        "open",
                        policy,
                        Coturn.USERNAME,
                        Coturn.PASSWORD,
                        way.family(),
                        relays.certificate(),
                        String.join(" ", uris(party.host(), way))));
    }

    private List<String> uris(Host host, Relays.Way way) {
        return scenario.relaysHaveNames() ? Relays.namedUris(host, way) : Relays.uris(host, way);
    }

    private void restart() throws Exception {
        int aliceMark = alice.mark();
        int bobMark = bob.mark();
        alice.tell("restart");
        bob.tell("restart");
        connect(aliceMark, bobMark);
        awaitWhileSignaling(() -> hasSelected(alice, aliceMark) && hasSelected(bob, bobMark));
    }

    private static boolean hasSelected(Puppet party, int mark) {
        return party.since(mark).stream().anyMatch(line -> line.startsWith("selected "));
    }

    private void connect(int aliceMark, int bobMark) throws Exception {
        String ofAlice = own(alice, aliceMark);
        String ofBob = own(bob, bobMark);
        if (!scenario.trickle()) {
            alice.await("complete", aliceMark);
            bob.await("complete", bobMark);
        }
        alice.tell("connect CONTROLLING " + ofBob);
        bob.tell("connect CONTROLLED " + ofAlice);
        for (String line : HOSTILE) {
            alice.tell("candidate " + line);
            bob.tell("candidate " + line);
        }
        signal();
    }

    private static String own(Puppet party, int mark) throws InterruptedException {
        return party.await("own", mark).substring("own ".length());
    }

    /** Carries what both have said since the last time; nothing of it may tell on its sender. */
    private void signal() throws IOException {
        int aliceNow = alice.mark();
        int bobNow = bob.mark();
        for (String line : alice.since(aliceSignaled).subList(0, aliceNow - aliceSignaled)) {
            assertThat(Sightings.in(line, Host.ALICE)).as("signaled by Alice").isEmpty();
            carry(line, bob);
        }
        for (String line : bob.since(bobSignaled).subList(0, bobNow - bobSignaled)) {
            if (scenario.bothPrivate()) {
                assertThat(Sightings.in(line, Host.BOB)).as("signaled by Bob").isEmpty();
            }
            carry(line, alice);
        }
        aliceSignaled = aliceNow;
        bobSignaled = bobNow;
    }

    private static void carry(String line, Puppet to) throws IOException {
        if (line.startsWith("candidate ")) {
            to.tell(line);
        } else if (line.equals("complete")) {
            to.tell("end");
        }
    }

    /** Until each has heard half a second of the other, from now on. */
    private void awaitTalk() throws Exception {
        int aliceGoal = alice.heard() + 25;
        int bobGoal = bob.heard() + 25;
        awaitWhileSignaling(() -> alice.heard() >= aliceGoal && bob.heard() >= bobGoal);
    }

    private void awaitWhileSignaling(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            signal();
            assertThat(System.nanoTime() - deadline).as("%s", this).isNegative();
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** The scenario, and what was said but for how much was heard. */
    @Override
    public String toString() {
        return scenario + ": Alice " + events(alice, aliceStart) + ", Bob " + events(bob, bobStart);
    }

    private static List<String> events(Puppet party, int mark) {
        return party.since(mark).stream().filter(line -> !line.startsWith("heard ")).toList();
    }

    /** The relayed address that Alice uses. */
    private String inUse() {
        List<String> selections =
                alice.since(aliceStart).stream()
                        .filter(line -> line.startsWith("selected "))
                        .toList();
        String last = selections.get(selections.size() - 1);
        assertThat(last).startsWith("selected RELAYED ");
        return last.substring("selected RELAYED ".length());
    }

    private void hangUp() throws Exception {
        int aliceMark = alice.mark();
        int bobMark = bob.mark();
        alice.tell("close");
        bob.tell("close");
        assertThat(alice.await("closed", aliceMark)).isEqualTo("closed 0");
        assertThat(bob.await("closed", bobMark)).isEqualTo("closed 0");
        assertThat(alice.since(aliceStart)).noneMatch(line -> line.startsWith("failed"));
        assertThat(bob.since(bobStart)).noneMatch(line -> line.startsWith("failed"));
    }

    private void check(List<Frame> framesAtAlice, List<Frame> framesAtBob) {
        assertThat(Sightings.of(Host.ALICE, framesAtBob)).isEmpty();
        assertThat(Relays.remotes(Host.ALICE, scenario.alice()))
                .isEqualTo(Sightings.remotes(framesAtAlice));
        if (scenario.bothPrivate()) {
            assertThat(Sightings.of(Host.BOB, framesAtAlice)).isEmpty();
            assertThat(Relays.remotes(Host.BOB, scenario.bob()))
                    .isEqualTo(Sightings.remotes(framesAtBob));
        }
    }
}
