package io.calling.ice.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.net.DatagramReceiver;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamFramesTest {
    private final List<byte[]> messages = new ArrayList<>();
    private final StreamFrames frames = new StreamFrames(this::keepAndScribble);

    /** Receivers may write over the room on both sides. */
    private void keepAndScribble(byte[] buffer, int offset, int length) {
        messages.add(Arrays.copyOfRange(buffer, offset, offset + length));
        Arrays.fill(
                buffer,
                offset - DatagramReceiver.ROOM,
                offset + length + DatagramReceiver.ROOM,
                (byte) 0xEE);
    }

    private static byte[] padded(byte[] channelData) {
        return Arrays.copyOf(channelData, channelData.length + 3 & ~3);
    }

    private static List<byte[]> samples() {
        List<byte[]> samples = new ArrayList<>();
        for (int length : new int[] {0, 1, 2, 3, 4, 160, 1200, 9000}) {
            samples.add(padded(FakeRelay.channelData(0x4001, new byte[length])));
            samples.add(FakeRelay.data(ClientRig.PEER, new byte[Math.min(length, 1500)]));
        }
        return samples;
    }

    private static byte[] joined(List<byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parts.forEach(out::writeBytes);
        return out.toByteArray();
    }

    private void assertSamples(List<byte[]> expected) {
        assertThat(messages).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(messages.get(i)).isEqualTo(expected.get(i));
        }
    }

    @Test
    void messagesAreCutHoweverTheBytesArrive() {
        byte[] stream = joined(samples());
        Random random = new Random(1);
        for (int run = 0; run < 200; run++) {
            messages.clear();
            int most = run == 0 ? 1 : 1 + random.nextInt(3000);
            for (int at = 0; at < stream.length; ) {
                int length = Math.min(1 + random.nextInt(most), stream.length - at);
                assertThat(frames.receive(stream, at, length)).isTrue();
                at += length;
            }
            assertSamples(samples());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"80", "FF", "C0", "160301", "0001000000000000", "0001000021120000"})
    void whatIsNoMessageIsToldAtOnce(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        boolean more = true;
        for (int i = 0; i < bytes.length && more; i++) {
            more = frames.receive(bytes, i, 1);
        }
        boolean plausibleSoFar = hex.startsWith("16");
        assertThat(more).isEqualTo(plausibleSoFar);
        assertThat(messages).isEmpty();
    }

    @Test
    void aSenderPadsChannelDataAndNothingElse() {
        List<byte[]> sent = new ArrayList<>();
        PacketSink sink = (b, o, l) -> sent.add(Arrays.copyOfRange(b, o, o + l));
        StreamPadding padding = new StreamPadding();
        for (byte[] message : samples()) {
            padding.send(sink, message, 0, message.length);
        }
        byte[] odd = FakeRelay.channelData(0x4001, new byte[] {1, 2, 3, 4, 5});
        padding.send(sink, odd, 0, odd.length);
        assertThat(joined(sent)).isEqualTo(joined(List.of(joined(samples()), padded(odd))));
    }
}
