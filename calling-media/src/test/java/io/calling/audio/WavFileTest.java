package io.calling.audio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.calling.audio.WavException.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavFileTest {
    private static final short[] PCM = {0, 1, -1, 32_767, -32_768, 12_345};

    @TempDir private Path directory;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        for (int channels : new int[] {1, 2}) {
            Path file = directory.resolve("a.wav");
            WavFile.of(16_000, channels, PCM).write(file);

            WavFile read = WavFile.read(file);
            assertThat(read.sampleRate()).isEqualTo(16_000);
            assertThat(read.channels()).isEqualTo(channels);
            assertThat(read.pcm()).isEqualTo(PCM);
            assertThat(read.samples()).isEqualTo(PCM.length / channels);
        }
    }

    @Test
    void otherChunksAreSkippedWithTheirPadding() throws IOException {
        byte[] odd = {'L', 'I', 'S', 'T', 3, 0, 0, 0, 1, 2, 3, 0};
        byte[] plain = bytes();
        ByteBuffer file = ByteBuffer.allocate(plain.length + odd.length);
        file.put(plain, 0, 12).put(odd).put(plain, 12, plain.length - 12);

        assertThat(read(file.array()).pcm()).isEqualTo(PCM);
    }

    @Test
    void theExtensibleFormOfTheSameIsRead() throws IOException {
        byte[] plain = bytes();
        ByteBuffer file = ByteBuffer.allocate(plain.length + 24).order(ByteOrder.LITTLE_ENDIAN);
        file.put(plain, 0, 16).putInt(40).putShort((short) 0xFFFE).put(plain, 22, 14);
        file.putShort((short) 22).putShort((short) 16).putInt(4).putShort((short) 1);
        file.put(new byte[14]).put(plain, 36, plain.length - 36);

        assertThat(read(file.array()).pcm()).isEqualTo(PCM);
    }

    @Test
    void aFileFromAPipeWhoseLengthNobodyKnewIsRead() throws IOException {
        byte[] bytes = bytes();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(40, -1);

        assertThat(read(bytes).pcm()).isEqualTo(PCM);
    }

    @Test
    void whatIsNoWavFileIsRefusedInWords() {
        assertProblem(new byte[0], Problem.NOT_WAV);
        assertProblem("OggS, which is something else altogether".getBytes(UTF_8), Problem.NOT_WAV);
        assertProblem(changed(0, 'X'), Problem.NOT_WAV);
        assertProblem(changed(8, 'X'), Problem.NOT_WAV);
    }

    @Test
    void formsOfAudioThatCannotBePlayedAreRefusedInWords() {
        assertProblem(changed(20, 3), Problem.UNSUPPORTED); // floating point
        assertProblem(changed(22, 6), Problem.UNSUPPORTED); // 5.1
        assertProblem(changed(22, 0), Problem.UNSUPPORTED);
        assertProblem(changed(34, 24), Problem.UNSUPPORTED);
        assertProblem(changed(26, 7), Problem.UNSUPPORTED); // about 470 kHz
    }

    @Test
    void aFileCutAnywhereIsTruncatedOrNoWavFile() {
        byte[] whole = bytes();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(WavException.class).isThrownBy(() -> read(cut));
        }
    }

    @Test
    void noFlippedByteDoesWorseThanAWavException() {
        byte[] whole = bytes();
        for (int at = 0; at < whole.length; at++) {
            for (int value = 0; value < 256; value++) {
                byte[] flipped = whole.clone();
                flipped[at] = (byte) value;
                readOrRefuse(flipped);
            }
        }
    }

    @Test
    void noBytesDoWorseThanAWavException() {
        Random random = new Random(6);
        byte[] whole = bytes();
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = whole.clone();
            for (int k = 0; k < 4; k++) {
                bytes[12 + random.nextInt(bytes.length - 12)] = (byte) random.nextInt();
            }
            readOrRefuse(bytes);
        }
    }

    @Test
    void theTwoSidesOfStereoAreMixed() {
        WavFile stereo = WavFile.of(8_000, 2, new short[] {100, 200, -32_768, -32_768});

        assertThat(stereo.mono().pcm()).containsExactly(150, -32_768);
    }

    @Test
    void anotherRateKeepsTheSoundAndItsLength() {
        WavFile speech = Speech.alice();
        WavFile narrow = speech.atRate(16_000);

        assertThat(narrow.duration()).isCloseTo(speech.duration(), Duration.ofMillis(1));
        assertThat(AudioComparison.between(speech, narrow.atRate(44_100)).correlation())
                .isGreaterThan(0.999);
    }

    @Test
    void valuesThatCannotBeAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WavFile.of(96_000, 1, PCM))
                .withMessageContaining("sampleRate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WavFile.of(8_000, 3, PCM))
                .withMessageContaining("channels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WavFile.of(8_000, 2, new short[3]))
                .withMessageContaining("pcm");
    }

    private byte[] bytes() {
        try {
            Path file = directory.resolve("bytes.wav");
            WavFile.of(16_000, 1, PCM).write(file);
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private byte[] changed(int at, int value) {
        byte[] bytes = bytes();
        bytes[at] = (byte) value;
        return bytes;
    }

    private static WavFile read(byte[] bytes) throws IOException {
        return WavFile.read(new ByteArrayInputStream(bytes));
    }

    private static void readOrRefuse(byte[] bytes) {
        try {
            read(bytes);
        } catch (WavException e) {
            assertThat(e).hasMessageEndingWith(e.getMessage());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertProblem(byte[] bytes, Problem problem) {
        assertThatExceptionOfType(WavException.class)
                .isThrownBy(() -> read(bytes))
                .satisfies(e -> assertThat(e.problem()).isEqualTo(problem));
    }
}
