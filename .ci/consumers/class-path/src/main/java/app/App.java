package app;

import io.calling.CallAgent;
import io.calling.CallSession;
import io.calling.EndReason;
import io.calling.PeerId;
import io.calling.ice.turn.RelayProvider;
import io.calling.ice.turn.RelayServer;
import io.calling.media.AudioSink;
import io.calling.media.AudioSource;
import io.calling.media.Media;
import io.calling.policy.CallPolicy;
import io.calling.policy.Who;
import io.calling.signaling.InMemorySignaling;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Calls itself through a TURN server, until both sides have heard a second: App URI USER PASSWORD */
public final class App {
    private static final int FRAMES = 50;
    private static final PeerId ALICE = PeerId.of("alice");
    private static final PeerId BOB = PeerId.of("bob");

    private App() {}

    public static void main(String[] args) throws Exception {
        ExecutorService listeners = Executors.newSingleThreadExecutor();
        try {
            call(args, listeners);
        } finally {
            listeners.shutdown();
        }
    }

    static void call(String[] args, Executor listeners) throws Exception {
        RelayProvider relays = RelayProvider.of(RelayServer.of(args[0], args[1], args[2]));
        InMemorySignaling messages = new InMemorySignaling();
        CountDownLatch heardByAlice = new CountDownLatch(FRAMES);
        CountDownLatch heardByBob = new CountDownLatch(FRAMES);
        try (CallAgent alice = agent(messages, ALICE, relays, listeners);
                CallAgent bob = agent(messages, BOB, relays, listeners)) {
            bob.onIncoming(incoming -> incoming.accept(media(heardByBob)));
            CallSession call = alice.place(BOB, media(heardByAlice));
            boolean heard =
                    heardByAlice.await(60, TimeUnit.SECONDS)
                            && heardByBob.await(60, TimeUnit.SECONDS);
            call.hangUp();
            EndReason reason = call.ended().toCompletableFuture().get(60, TimeUnit.SECONDS);
            if (!heard || reason != EndReason.HUNG_UP) {
                throw new IllegalStateException("No call: heard " + heard + ", ended by " + reason);
            }
            System.out.println("A call on Java " + Runtime.version().feature() + ", " + place());
        }
    }

    private static String place() {
        Module module = CallAgent.class.getModule();
        return module.isNamed() ? "module " + module.getName() : "class path";
    }

    private static CallAgent agent(
            InMemorySignaling messages, PeerId self, RelayProvider relays, Executor listeners) {
        return CallAgent.builder()
                .signaling(messages.channel(self))
                .relays(relays)
                .executor(listeners)
                .policy(CallPolicy.builder().ring(Who.anyone()).build())
                .build();
    }

    private static Media media(CountDownLatch heard) {
        AudioSource tone =
                (buffer, offset) -> {
                    buffer[offset] = 1;
                    return 40;
                };
        AudioSink listener =
                new AudioSink() {
                    @Override
                    public void onFrame(byte[] buffer, int offset, int length) {
                        heard.countDown();
                    }

                    @Override
                    public void onLostFrame() {}
                };
        return Media.audio(tone, listener);
    }
}
