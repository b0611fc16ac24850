package io.calling.examples.readme;

import io.calling.CallAgent;
import io.calling.CallSession;
import io.calling.EndReason;
import io.calling.PeerId;
import io.calling.ice.turn.RelayProvider;
import io.calling.media.Media;
import io.calling.policy.CallPolicy;
import io.calling.policy.Who;
import io.calling.signaling.SignalingChannel;
import java.util.function.Supplier;

/** A first call. The README shows what stands between the two markers; a test compares them. */
public final class FirstCall {
    private FirstCall() {}

    /**
     * Calls Bob, and waits until the call is over.
     *
     * @param channel the application's way to carry short texts between its users
     * @param relays the application's TURN servers
     * @param voice a microphone and a loudspeaker, or what stands for them, for one call
     */
    public static void callBob(
            SignalingChannel channel, RelayProvider relays, Supplier<Media> voice) {
        // README: begin
        CallPolicy friends = CallPolicy.builder().ring(Who.oneOf(PeerId.of("bob"))).build();
        try (CallAgent agent =
                CallAgent.builder()
                        .signaling(channel) // your own way to carry short texts
                        .relays(relays) // your own TURN servers; no relay, no call
                        .policy(friends) // who may ring; all others find nobody at home
                        .build()) {

            agent.onIncoming(incoming -> incoming.accept(voice.get()));

            CallSession call = agent.place(PeerId.of("bob"), voice.get());
            call.onState(state -> System.out.println("The call is " + state));

            EndReason reason = call.ended().toCompletableFuture().join();
            System.out.println(reason.advice());
            System.out.println(call.exposure().toText()); // who learnt what about you
        }
        // README: end
    }
}
