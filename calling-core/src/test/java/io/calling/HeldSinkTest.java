package io.calling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.calling.media.AudioSink;
import io.calling.rtp.Pace;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HeldSinkTest {
    private final byte[] frame = new byte[80];
    private final AudioSink sink = mock(AudioSink.class);
    private final HeldSink held = new HeldSink(sink);

    /** It was not, and the delay of calls never followed the network. */
    @Test
    void theSinkIsAskedToPlayFasterOrSlowerAndSaysByHowMuch() {
        when(sink.onFrame(frame, 3, 70, Pace.FASTER)).thenReturn(-384);

        when(sink.onFrame(frame, 3, 70, Pace.STEADY, -300)).thenReturn(-290);

        assertThat(held.onFrame(frame, 3, 70, Pace.FASTER)).isEqualTo(-384);
        assertThat(held.onFrame(frame, 3, 70, Pace.STEADY, -300)).isEqualTo(-290);
    }

    @Test
    void nothingIsHeardWhileTheCallIsOnHold() {
        held.hold(true);
        assertThat(held.onFrame(frame, 0, 80, Pace.SLOWER)).isZero();
        assertThat(held.onFrame(frame, 0, 80, Pace.SLOWER, 300)).isZero();
        held.onFrame(frame, 0, 80);
        held.onLostFrame();

        verify(sink, never()).onFrame(any(), anyInt(), anyInt(), any(), anyInt());
        verify(sink, never()).onFrame(any(), anyInt(), anyInt(), any());
        verify(sink, never()).onFrame(any(), anyInt(), anyInt());
        verify(sink, never()).onLostFrame();
    }

    @Test
    void nothingThatASinkMayBeToldIsLeftToItsDefault() throws ReflectiveOperationException {
        for (Method method : AudioSink.class.getMethods()) {
            Class<?>[] types = method.getParameterTypes();
            Method own = HeldSink.class.getMethod(method.getName(), types);
            assertThat(own.getDeclaringClass())
                    .as(method.getName() + Arrays.toString(types))
                    .isEqualTo(HeldSink.class);
        }
    }
}
