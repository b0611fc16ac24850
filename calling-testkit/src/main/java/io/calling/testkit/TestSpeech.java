package io.calling.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A person who says a sentence over and over, in real Opus: what a call carries can be decoded and
 * listened to, and an {@link AudioRecorder} tells without a codec how much of it came. The voices
 * were made by a speech synthesizer.
 */
public final class TestSpeech implements TestSound {
    private static final Duration FRAME = Duration.ofMillis(20);
    private static final TestSpeech ALICE = load("alice");
    private static final TestSpeech BOB = load("bob");
    private static final Map<ByteBuffer, SoundFrame> KNOWN = index(ALICE, BOB);

    private final String name;
    private final byte[] packets;

    private TestSpeech(String name, byte[] packets) {
        this.name = name;
        this.packets = packets;
    }

    /** A woman's voice, for five seconds. */
    public static TestSpeech alice() {
        return ALICE;
    }

    /** A man's voice, for three seconds. */
    public static TestSpeech bob() {
        return BOB;
    }

    private static TestSpeech load(String name) {
        try (InputStream in = TestSpeech.class.getResourceAsStream(name + ".opus-packets")) {
            if (in == null) {
                throw new IllegalStateException("the test kit lacks its voices");
            }
            return new TestSpeech(name, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<ByteBuffer, SoundFrame> index(TestSpeech... voices) {
        Map<ByteBuffer, SoundFrame> known = new HashMap<>();
        for (TestSpeech voice : List.of(voices)) {
            for (int i = 0; i < voice.frames(); i++) {
                byte[] packet = new byte[FRAME_BYTES];
                voice.write(i, packet, 0);
                if (known.put(ByteBuffer.wrap(packet), new SoundFrame(voice, i)) != null) {
                    throw new IllegalStateException("two frames of the voices are alike");
                }
            }
        }
        return Map.copyOf(known);
    }

    /** How long the sentence takes, after which it begins again. */
    public Duration duration() {
        return FRAME.multipliedBy(frames());
    }

    /** How many frames the sentence has. */
    public int frames() {
        return packets.length / FRAME_BYTES;
    }

    @Override
    public void write(int index, byte[] buffer, int offset) {
        int at = Math.floorMod(index, frames()) * FRAME_BYTES;
        System.arraycopy(packets, at, buffer, offset, FRAME_BYTES);
    }

    /** Reads a frame; empty where it is none of a voice's, or damaged. */
    static Optional<SoundFrame> read(byte[] buffer, int offset) {
        byte[] packet = Arrays.copyOfRange(buffer, offset, offset + FRAME_BYTES);
        return Optional.ofNullable(KNOWN.get(ByteBuffer.wrap(packet)));
    }

    /** A sentence that is said again is not behind itself. */
    boolean isBehind(int index, int last) {
        int ahead = Math.floorMod(index - last, frames());
        return ahead == 0 || ahead > frames() / 2;
    }

    /** Whose voice it is. */
    @Override
    public String toString() {
        return "TestSpeech[" + name + "]";
    }
}
