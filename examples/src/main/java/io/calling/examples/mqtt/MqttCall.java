package io.calling.examples.mqtt;

import io.calling.CallAgent;
import io.calling.CallSession;
import io.calling.EndReason;
import io.calling.IncomingCall;
import io.calling.PeerId;
import io.calling.ice.turn.RelayProvider;
import io.calling.media.Media;
import io.calling.policy.CallerFacts;
import io.calling.policy.Relation;
import io.calling.testkit.AudioRecorder;
import io.calling.testkit.TestMicrophone;
import io.calling.testkit.TestTone;
import io.calling.testkit.relay.EmbeddedRelay;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** One run of the example: Alice, Bob's phone, Bob's desk, and a relay. */
final class MqttCall implements AutoCloseable {
    private static final PeerId ALICE = PeerId.of("alice");
    private static final PeerId BOB = PeerId.of("bob");
    private static final TestTone HERS = new TestTone(1);
    private static final TestTone HIS = new TestTone(2);
    private static final int ENOUGH_FRAMES = 25;
    private static final long PATIENCE_SECONDS = 120;

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final MqttCallOptions options;
    private final PrintStream out;

    MqttCall(MqttCallOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Whether all went as it should. */
    boolean run() throws IOException, InterruptedException {
        EmbeddedRelay relay = keep(relay());
        CallAgent alice = agent(options.ofAlice(), ALICE, options.alicePassword(), relay);
        CallAgent phone = agent(options.ofBob(), BOB, options.bobPassword(), relay);
        CallAgent desk = agent(options.ofBob(), BOB, options.bobPassword(), relay);
        CompletableFuture<IncomingCall> atPhone = new CompletableFuture<>();
        CompletableFuture<IncomingCall> atDesk = new CompletableFuture<>();
        phone.onIncoming(atPhone::complete);
        desk.onIncoming(atDesk::complete);

        AudioRecorder heardByAlice = new AudioRecorder();
        AudioRecorder heardByBob = new AudioRecorder();
        out.println("Alice calls Bob.");
        CallSession call = alice.place(BOB, Media.audio(new TestMicrophone(HERS), heardByAlice));
        IncomingCall ringing = get(atPhone);
        IncomingCall elsewhere = get(atDesk);
        out.println("It rings at his phone and at his desk. He takes it at the phone.");
        ringing.accept(Media.audio(new TestMicrophone(HIS), heardByBob));
        EndReason desks = get(elsewhere.ended().toCompletableFuture());
        out.println("The desk stops ringing. " + desks.advice());
        boolean heard =
                await(() -> heardByBob.framesOf(HERS) >= ENOUGH_FRAMES)
                        && await(() -> heardByAlice.framesOf(HIS) >= ENOUGH_FRAMES);
        out.println(heard ? "Both hear each other, through a relay." : "They hear nothing.");
        call.hangUp();
        EndReason reason = get(call.ended().toCompletableFuture());
        out.println(reason.advice());
        return heard && desks == EndReason.ANSWERED_ELSEWHERE && reason == EndReason.HUNG_UP;
    }

    private static EmbeddedRelay relay() throws IOException {
        String password = UUID.randomUUID().toString();
        return EmbeddedRelay.builder().user("alice", password).user("bob", password).start();
    }

    /** The identifier of a real device is made once and kept, so that its session is kept. */
    private CallAgent agent(MqttBroker broker, PeerId self, String password, EmbeddedRelay relay)
            throws IOException {
        String device = UUID.randomUUID().toString();
        MqttSignaling channel = keep(MqttSignaling.connect(broker, self, device, password));
        return keep(
                CallAgent.builder()
                        .signaling(channel)
                        .relays(RelayProvider.of(relay.server(self.value())))
                        .facts(caller -> CallerFacts.of(caller, Relation.CONTACT))
                        .build());
    }

    private static <T> T get(CompletableFuture<T> future) throws IOException, InterruptedException {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("a message did not arrive in time", e);
        }
    }

    private static boolean await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < PATIENCE_SECONDS * 20; i++) {
            if (condition.getAsBoolean()) {
                return true;
            }
            Thread.sleep(50);
        }
        return false;
    }

    private <T extends AutoCloseable> T keep(T part) {
        opened.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("closing does not fail", e);
            }
        }
    }
}
