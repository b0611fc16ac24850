package io.calling.examples.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.startsWith;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.calling.CallAgent;
import io.calling.CallSession;
import io.calling.CallState;
import io.calling.EndReason;
import io.calling.PeerId;
import io.calling.Privacy;
import io.calling.ice.turn.RelayProvider;
import io.calling.media.AudioSink;
import io.calling.media.AudioSource;
import io.calling.media.Media;
import io.calling.signaling.SignalingChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.mockito.InOrder;

/** A view model with Mockito alone: no call is made, and no network is there. */
class CallViewTest {
    private static final PeerId BOB = PeerId.of("bob");
    private static final long PATIENCE_MILLIS = 20_000;

    private final Screen screen = mock(Screen.class);
    private final CallSession call = mock(CallSession.class);

    @Test
    @SuppressWarnings("unchecked")
    void eachStateIsShownInWords() {
        when(call.peer()).thenReturn(BOB);
        ArgumentCaptor<Consumer<CallState>> listener = ArgumentCaptor.forClass(Consumer.class);
        CallView view = new CallView(call, screen);
        verify(call).onState(listener.capture());

        listener.getValue().accept(new CallState.Ringing(true));
        listener.getValue().accept(new CallState.Connecting());
        listener.getValue().accept(new CallState.Active());
        listener.getValue().accept(new CallState.OnHold(false, true));
        listener.getValue().accept(new CallState.Reconnecting());
        listener.getValue().accept(new CallState.Ended(EndReason.PEER_LOST));

        InOrder order = inOrder(screen);
        order.verify(screen).show("Ringing");
        order.verify(screen).show("Connecting");
        order.verify(screen).show("Talking to bob");
        order.verify(screen).show("They hold the call");
        order.verify(screen).show("Reconnecting");
        order.verify(screen).show(EndReason.PEER_LOST.advice());
        assertThat(view.isOver()).isFalse();
    }

    @Test
    void buttonsReachTheCall() {
        CallView view = new CallView(call, screen);
        view.hideMe();
        view.hangUp();
        verify(call).privacy(Privacy.RELAY_ONLY);
        verify(call).hangUp();
    }

    @Test
    void withMockedPortsNoRelayMeansNoCall() throws Exception {
        SignalingChannel channel = mock(SignalingChannel.class);
        RelayProvider relays = mock(RelayProvider.class);
        AudioSource microphone = mock(AudioSource.class);
        AudioSink loudspeaker = mock(AudioSink.class);
        when(relays.relays()).thenReturn(CompletableFuture.completedFuture(List.of()));
        try (CallAgent agent = CallAgent.builder().signaling(channel).relays(relays).build()) {
            Media voice = Media.audio(microphone, loudspeaker);
            Phone phone = new Phone(agent, () -> voice, session -> session, screen);
            phone.call(BOB);
            verify(screen, timeout(PATIENCE_MILLIS)).show(EndReason.NO_RELAY_CONFIGURED.advice());
            verify(microphone, timeout(PATIENCE_MILLIS)).close();
            verify(loudspeaker, timeout(PATIENCE_MILLIS)).close();
        }
        verify(channel).onMessage(any());
        verify(channel, never()).send(eq(BOB), startsWith("calling/1"));
        verify(microphone, never()).nextFrame(any(), anyInt());
    }
}
