package io.calling.examples.privatecall;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.examples.ExitCode;
import io.calling.examples.Main;
import io.calling.examples.hosts.Capture;
import io.calling.examples.hosts.Coturn;
import io.calling.examples.hosts.Frame;
import io.calling.examples.hosts.Host;
import io.calling.examples.hosts.Program;
import io.calling.examples.hosts.Sightings;
import io.calling.examples.hosts.StallMeter;
import io.calling.examples.hosts.ThreeHosts;
import io.calling.examples.hosts.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise, on the wire: Alice and Bob on two hosts that reach each other, coturn and the
 * signaling on a third one, and captures of all that crosses their interfaces.
 */
class PrivateCallInThreeHostsTest {
    private static final int TURN = 3478;
    private static final int SIGNALING = 7000;
    private static final Duration LONGEST_CALL = Duration.ofSeconds(90);

    /** A machine that stands still garbles sound: where it did, there is another call. */
    private static final int MOST_CALLS = 5;

    /** Before others who want the machine, where the system lets us. */
    private static final List<String> FIRST = List.of("nice", "-n", "-15");

    @TempDir private Path directory;
    private ThreeHosts hosts;
    private Coturn coturn;
    private Program signaling;
    private Capture atAlice;
    private Capture atBob;

    @BeforeEach
    void build() throws Exception {
        Tools.requireNamespaces();
        hosts = ThreeHosts.create();
        coturn =
                Coturn.start(
                        hosts.on(Host.ROUTER),
                        directory,
                        List.of(ThreeHosts.ROUTER_FOR_ALICE, ThreeHosts.ROUTER_FOR_BOB),
                        TURN,
                        ThreeHosts.RELAY);
        signaling = java(Host.ROUTER, Main.class, "signaling", "--listen=0.0.0.0:" + SIGNALING);
        signaling.awaitLine("Signaling listens");
        atAlice = Capture.start(hosts, Host.ALICE, directory);
        atBob = Capture.start(hosts, Host.BOB, directory);
    }

    @AfterEach
    void tearDown() throws Exception {
        for (AutoCloseable open : Arrays.asList(atBob, atAlice, signaling, coturn, hosts)) {
            if (open != null) {
                open.close();
            }
        }
    }

    @Test
    void L02_L26_neitherReceivesAnAddressOfTheOtherAndNobodyElseIsReached() throws Exception {
        boolean heard = false;
        for (int i = 0; i < MOST_CALLS && !heard; i++) {
            heard = callIsHeard();
        }
        assertThat(heard).as("one call is heard by both").isTrue();
        List<Frame> framesAtAlice = atAlice.stop();
        List<Frame> framesAtBob = atBob.stop();
        assertThat(Sightings.of(Host.ALICE, framesAtBob)).isEmpty();
        assertThat(Sightings.of(Host.BOB, framesAtAlice)).isEmpty();
        assertThat(Sightings.remotes(framesAtAlice))
                .containsExactlyInAnyOrder(
                        "UDP " + ThreeHosts.ROUTER_FOR_ALICE + " " + TURN,
                        "TCP " + ThreeHosts.ROUTER_FOR_ALICE + " " + SIGNALING);
        assertThat(Sightings.remotes(framesAtBob))
                .containsExactlyInAnyOrder(
                        "UDP " + ThreeHosts.ROUTER_FOR_BOB + " " + TURN,
                        "TCP " + ThreeHosts.ROUTER_FOR_BOB + " " + SIGNALING);
    }

    /** Whatever is said and heard, a call that fails in any other way fails the test. */
    private boolean callIsHeard() throws Exception {
        try (StallMeter meter = new StallMeter();
                Program bob = party(Host.BOB, Main.class, "private-call");
                Program alice = party(Host.ALICE, Main.class, "private-call")) {
            int atAlice = alice.exitCode(LONGEST_CALL);
            int atBob = bob.exitCode(LONGEST_CALL);
            assertThat(atAlice).as("%s", alice.output()).isIn(0, ExitCode.NOT_HEARD.code());
            assertThat(atBob).as("%s", bob.output()).isIn(0, ExitCode.NOT_HEARD.code());
            boolean heard = atAlice == 0 && atBob == 0;
            assertThat(heard || meter.sawAStall())
                    .as(
                            "%s%n%s%nand nothing waited longer than %s",
                            alice.output(), bob.output(), meter.longest())
                    .isTrue();
            return heard;
        }
    }

    @Test
    void aPlantedHostCandidateIsNoticed() throws Exception {
        try (Program bob = party(Host.BOB, Main.class, "private-call");
                Program alice =
                        party(Host.ALICE, PlantedHostCandidate.class, ThreeHosts.ALICE.get(0))) {
            alice.exitCode(LONGEST_CALL);
            bob.exitCode(LONGEST_CALL);
        }
        assertThat(Sightings.of(Host.ALICE, atBob.stop())).isNotEmpty();
    }

    private Program party(Host host, Class<?> main, String first) throws IOException {
        String router =
                host == Host.ALICE ? ThreeHosts.ROUTER_FOR_ALICE : ThreeHosts.ROUTER_FOR_BOB;
        return java(
                host,
                main,
                first,
                "--role=" + (host == Host.ALICE ? "alice" : "bob"),
                "--relay=turn:" + router + ":" + TURN,
                "--username=" + Coturn.USERNAME,
                "--password=" + Coturn.PASSWORD,
                "--signaling=" + router + ":" + SIGNALING,
                "--out=" + directory);
    }

    private Program java(Host host, Class<?> main, String... arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(FIRST);
        command.addAll(hosts.on(host, java));
        // Three machines' worth of programs start on one: compile little, so that sound keeps pace.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(Arrays.asList(arguments));
        return Program.start(command);
    }
}
