package io.calling.examples.mqtt;

import static io.calling.testkit.assertion.CallAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calling.CallAgent;
import io.calling.EndReason;
import io.calling.IncomingCall;
import io.calling.PeerId;
import io.calling.examples.ExitCode;
import io.calling.examples.UsageException;
import io.calling.examples.wire.AddressSearch;
import io.calling.examples.wire.RecordedSignaling;
import io.calling.ice.turn.RelayProvider;
import io.calling.policy.CallerFacts;
import io.calling.policy.Relation;
import io.calling.testkit.CallPair;
import io.calling.testkit.net.VirtualHost;
import io.calling.testkit.net.VirtualNetwork;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alice at one broker calls Bob, who has two devices at another. */
@Timeout(300)
class CallOverMqttTest {
    private static final PeerId ALICE = PeerId.of("alice");
    private static final PeerId BOB = PeerId.of("bob");

    @TempDir private Path directory;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    @AfterEach
    void close() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    private <T extends AutoCloseable> T keep(T part) {
        opened.push(part);
        return part;
    }

    private RecordedSignaling device(Mosquitto broker, PeerId owner, String name) throws Exception {
        String password = Mosquitto.password(owner.value());
        return new RecordedSignaling(
                keep(MqttSignaling.connect(broker.address(), owner, name, password)));
    }

    @Test
    void ringsAtEachDeviceAndNoMessageHoldsAnAddress() throws Exception {
        Mosquitto first = keep(Mosquitto.start(directory.resolve("first"), "alice", "bob"));
        Mosquitto second =
                keep(Mosquitto.startBeside(first, directory.resolve("second"), "alice", "bob"));
        RecordedSignaling ofAlice = device(first, ALICE, "a");
        RecordedSignaling ofPhone = device(second, BOB, "phone");
        RecordedSignaling ofDesk = device(second, BOB, "desk");
        second.awaitLine("Received CONNACK on connection"); // the brokers are joined

        CompletableFuture<IncomingCall> ringsAtDesk = new CompletableFuture<>();
        CompletableFuture<EndReason> endAtDesk = new CompletableFuture<>();
        try (CallPair pair =
                CallPair.builder()
                        .on(VirtualNetwork.inRealTime(1))
                        .patience(Duration.ofSeconds(120))
                        .alice(agent -> agent.signaling(ofAlice))
                        .bob(agent -> agent.signaling(ofPhone))
                        .start()) {
            VirtualHost desk = pair.network().host("desk", "198.51.100.78");
            try (CallAgent atDesk =
                    CallAgent.builder()
                            .network(desk.network())
                            .signaling(ofDesk)
                            .relays(RelayProvider.of(pair.relay().server("bob")))
                            .facts(peer -> CallerFacts.of(peer, Relation.CONTACT))
                            .build()) {
                atDesk.onIncoming(
                        call -> {
                            var unused = call.ended().thenAccept(endAtDesk::complete);
                            ringsAtDesk.complete(call);
                        });
                pair.alice().place(BOB);
                ringsAtDesk.get(120, TimeUnit.SECONDS);
                pair.bob().accept();
                pair.alice().awaitActive();
                pair.bob().awaitHearing(pair.alice().tone());
                pair.alice().awaitHearing(pair.bob().tone());
                assertThat(endAtDesk.get(120, TimeUnit.SECONDS))
                        .isEqualTo(EndReason.ANSWERED_ELSEWHERE);
                assertThat(pair.alice()).isRelayed();
                assertThat(pair.bob()).isRelayed();
                assertThat(pair.network()).carriedNoAddressOf(pair.alice()).to(pair.bob());
                assertThat(pair.network()).carriedNoAddressOf(pair.bob()).to(pair.alice());
                pair.alice().call().hangUp();
                assertThat(pair.bob().awaitEnd()).isEqualTo(EndReason.HUNG_UP);
            }
            assertHoldsNoAddress(ofPhone, addresses(pair.network(), "alice"));
            assertHoldsNoAddress(ofDesk, addresses(pair.network(), "alice"));
            assertHoldsNoAddress(ofAlice, addresses(pair.network(), "bob"));
            assertHoldsNoAddress(ofAlice, addresses(pair.network(), "desk"));
        }
    }

    @Test
    void theExampleTellsTheStory() throws Exception {
        Mosquitto broker = keep(Mosquitto.start(directory, "alice", "bob"));
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        List<String> arguments =
                List.of(
                        "--broker=" + broker.address().uri(),
                        "--ca=" + broker.authority(),
                        "--alice-password=" + Mosquitto.password("alice"),
                        "--bob-password=" + Mosquitto.password("bob"));
        ExitCode code =
                new MqttCallExample()
                        .run(arguments, new PrintStream(told, true, StandardCharsets.UTF_8));
        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("It rings at his phone and at his desk.")
                .contains("Both hear each other, through a relay.")
                .endsWith(EndReason.HUNG_UP.advice() + System.lineSeparator());
        assertThat(code).isEqualTo(ExitCode.OK);
    }

    @ParameterizedTest
    @CsvSource({
        "--broker=mqtts://h:1, Option '--alice-password' is missing.",
        "--alice-password=a, Option '--broker' has to be given once or twice.",
        "--broker=mqtts://h, 'Option ''--broker'': a broker is mqtts://HOST:PORT, not mqtts://h.'",
        "--broker=mqtt://h:1, Option '--broker': without TLS a broker must be on this machine.",
        "--broker=http://h:1, 'Option ''--broker'': a broker is mqtts://HOST:PORT, not http://h:1.'",
        "--broker=mqtts://h:1 --ca=/none, Option '--ca' wants a file of certificates (PEM)."
    })
    void anOptionThatMakesNoSenseIsTold(String arguments, String words) {
        assertThatThrownBy(() -> MqttCallOptions.parse(List.of(arguments.split(" "))))
                .isInstanceOf(UsageException.class)
                .hasMessage(words);
    }

    private static List<InetAddress> addresses(VirtualNetwork network, String host) {
        return network.host(host).network().localAddresses();
    }

    private static void assertHoldsNoAddress(
            RecordedSignaling device, List<InetAddress> addresses) {
        AddressSearch search = AddressSearch.of(addresses, List.of(), List.of());
        assertThat(addresses).isNotEmpty();
        assertThat(device.received())
                .isNotEmpty()
                .allSatisfy(
                        text ->
                                assertThat(search.in(text.getBytes(StandardCharsets.US_ASCII)))
                                        .isEmpty());
    }
}
