package io.calling.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.calling.audio.OggException.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ogg (RFC 3533) with Opus (RFC 7845) in it, written and read. */
class OggOpusTest {
    @TempDir private Path directory;

    private Path file() {
        return directory.resolve("heard.opus");
    }

    /** Two seconds of speech in packets. */
    private static List<byte[]> packets(OpusCodec codec) {
        List<byte[]> packets = new ArrayList<>();
        short[] said = Speech.alice().pcm();
        for (int at = 0; packets.size() < 100; at += codec.frameSamples()) {
            byte[] packet = new byte[1_275];
            int length = codec.encode(said, at, packet, 0);
            packets.add(Arrays.copyOf(packet, length));
        }
        return packets;
    }

    private byte[] written(List<byte[]> packets) throws IOException {
        try (OggOpusRecorder recorder = OggOpusRecorder.speech(file())) {
            packets.forEach(packet -> recorder.onFrame(packet, 0, packet.length));
            assertThat(recorder.duration()).isEqualTo(Duration.ofMillis(20L * packets.size()));
        }
        return Files.readAllBytes(file());
    }

    private static OggOpusFile read(byte[] bytes) throws IOException {
        return OggOpusFile.read(new ByteArrayInputStream(bytes));
    }

    @Test
    void thePacketsThatAreRecordedAreRead() throws IOException {
        List<byte[]> packets = packets(OpusCodec.speech());
        written(packets);

        OggOpusFile read = OggOpusFile.read(file());
        assertThat(read.packets()).containsExactlyElementsOf(packets);
        assertThat(read.channels()).isEqualTo(1);
        assertThat(read.duration())
                .isEqualTo(Duration.ofNanos((96_000 - 312) * 1_000_000_000L / 48_000));
    }

    @Test
    void packetsOfAllSizesAreRead() throws IOException {
        List<byte[]> packets = new ArrayList<>();
        for (int length = 2; length < 1_300; length += 7) {
            byte[] packet = new byte[length];
            packet[0] = (byte) 0xF8;
            packets.add(packet);
        }
        for (int length : new int[] {254, 255, 256, 509, 510, 511, 1_275}) {
            packets.add(new byte[length]);
            packets.get(packets.size() - 1)[0] = (byte) 0xF8;
        }
        assertThat(read(written(packets)).packets()).containsExactlyElementsOf(packets);
    }

    @Test
    void whatIsDecodedIsWhatWasSaid() throws IOException {
        written(packets(OpusCodec.speech()));
        WavFile heard = OggOpusFile.read(file()).decode();

        WavFile said = WavFile.of(48_000, 1, Arrays.copyOf(Speech.alice().pcm(), 96_000));
        AudioComparison comparison = AudioComparison.between(said, heard);
        assertThat(comparison.correlation()).isGreaterThan(0.9);
        assertThat(comparison.delay().abs()).isLessThan(Duration.ofMillis(2));
    }

    @Test
    void stereoIsDecodedToStereo() throws IOException {
        short[] both = new short[2 * 48_000];
        for (int i = 0; i < 48_000; i++) {
            both[2 * i] = (short) (8_000 * Math.sin(2 * Math.PI * 400 * i / 48_000));
        }
        OpusCodec codec = OpusCodec.builder().channels(2).bitsPerSecond(96_000).build();
        byte[] packet = new byte[1_275];
        try (OggOpusRecorder recorder = OggOpusRecorder.open(file(), 2, Duration.ofMinutes(1))) {
            for (int at = 0; at < both.length; at += 1_920) {
                recorder.onFrame(packet, 0, codec.encode(both, at, packet, 0));
            }
        }
        WavFile heard = OggOpusFile.read(file()).decode();
        assertThat(heard.channels()).isEqualTo(2);
        double left = 0;
        double right = 0;
        for (int i = 2_000; i < heard.samples(); i++) {
            left += Math.abs(heard.pcm(i, 0));
            right += Math.abs(heard.pcm(i, 1));
        }
        assertThat(left).isGreaterThan(20 * right);
    }

    @Test
    void aLostFrameKeepsItsPlace() throws IOException {
        List<byte[]> packets = packets(OpusCodec.speech());
        try (OggOpusRecorder recorder = OggOpusRecorder.speech(file())) {
            recorder.onLostFrame();
            for (int i = 0; i < packets.size(); i++) {
                if (i % 10 == 9) {
                    recorder.onLostFrame(packets.get(i), 0, 80);
                } else {
                    recorder.onFrame(packets.get(i), 0, 80);
                }
            }
        }
        OggOpusFile read = OggOpusFile.read(file());
        assertThat(read.duration()).isBetween(Duration.ofMillis(1_990), Duration.ofMillis(2_000));
        assertThat(read.packets()).hasSize(100).filteredOn(p -> p.length <= 2).hasSize(10);
        assertThat(read.decode().samples()).isEqualTo(96_000 - 312);
    }

    @Test
    void aFileThatIsCutOffAnywhereIsReadAsFarAsItGoes() throws IOException {
        List<byte[]> packets = packets(OpusCodec.speech());
        byte[] bytes = written(packets);
        int headers = bytes.length - (bytes.length - 27 - 1 - 19 - 27 - 1 - 23);
        int most = 0;
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            if (length < headers) {
                assertThatExceptionOfType(OggException.class).isThrownBy(() -> read(cut));
            } else {
                int count = read(cut).packets().size();
                assertThat(count).isGreaterThanOrEqualTo(most);
                most = count;
            }
        }
        assertThat(most).isEqualTo(100);
    }

    @Test
    void aByteThatIsWrongIsNoticed() throws IOException {
        byte[] bytes = written(packets(OpusCodec.speech()).subList(0, 70));
        for (int at = 0; at < bytes.length; at++) {
            byte[] wrong = bytes.clone();
            wrong[at] ^= 0x10;
            try {
                assertThat(read(wrong).packets().size()).as("at %d", at).isLessThan(70);
            } catch (OggException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }

    @Test
    void whateverTheBytesAreTheyAreReadOrRefused() throws IOException {
        Random random = new Random(4);
        byte[] bytes = written(packets(OpusCodec.speech()).subList(0, 20));
        for (int i = 0; i < 20_000; i++) {
            byte[] wild = bytes.clone();
            for (int k = random.nextInt(4); k >= 0; k--) {
                wild[random.nextInt(wild.length)] = (byte) random.nextInt();
            }
            seal(wild);
            try {
                OggOpusFile read = read(Arrays.copyOf(wild, random.nextInt(wild.length + 1)));
                if (i % 100 == 0) {
                    assertThat(read.decode().channels()).isEqualTo(read.channels());
                }
            } catch (OggException e) {
                assertThat(e.problem()).isNotNull();
            }
        }
    }

    /** Makes the checksums right where pages still stand as they did. */
    private static void seal(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at + 27 <= bytes.length; ) {
            int count = bytes[at + 26] & 0xFF;
            int length = 27 + count;
            for (int i = 0; i < count && at + 27 + i < bytes.length; i++) {
                length += bytes[at + 27 + i] & 0xFF;
            }
            if (at + length > bytes.length) {
                return;
            }
            buffer.putInt(at + 22, OggPage.crc(bytes, at, length));
            at += length;
        }
    }

    @Test
    void whatIsNoOpusIsRefusedInWords() throws IOException {
        assertThatExceptionOfType(OggException.class)
                .isThrownBy(() -> read("RIFF, as it were, and more".getBytes("US-ASCII")))
                .withMessage("The file doesn't begin as Ogg does")
                .satisfies(e -> assertThat(e.problem()).isEqualTo(Problem.NOT_OPUS));
        byte[] vorbis = OggPage.of(2, 0, 1, 0, new byte[] {7}, "\1vorbis".getBytes("US-ASCII"));
        assertThatExceptionOfType(OggException.class)
                .isThrownBy(() -> read(vorbis))
                .withMessage("The file holds no Opus");
        byte[] surround = written(packets(OpusCodec.speech()));
        surround[28 + 9] = 6;
        seal(surround);
        assertThatExceptionOfType(OggException.class)
                .isThrownBy(() -> read(surround))
                .satisfies(e -> assertThat(e.problem()).isEqualTo(Problem.UNSUPPORTED));
    }

    @Test
    void theGainOfTheFileIsApplied() throws IOException {
        byte[] bytes = written(packets(OpusCodec.speech()));
        WavFile plain = read(bytes).decode();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putShort(28 + 16, (short) -1_541);
        seal(bytes);
        WavFile quieter = read(bytes).decode();

        for (int i = 0; i < plain.samples(); i++) {
            assertThat(quieter.pcm(i, 0) * 2).isCloseTo(plain.pcm(i, 0), within(5));
        }
    }

    @Test
    void theRecordingStopsAtItsLongest() throws IOException {
        List<byte[]> packets = packets(OpusCodec.speech());
        try (OggOpusRecorder recorder = OggOpusRecorder.open(file(), 1, Duration.ofMillis(500))) {
            packets.forEach(packet -> recorder.onFrame(packet, 0, packet.length));
            assertThat(recorder.duration()).isEqualTo(Duration.ofMillis(500));
        }
        assertThat(OggOpusFile.read(file()).packets()).hasSize(25);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OggOpusRecorder.open(file(), 3, Duration.ZERO))
                .withMessageContaining("channels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OggOpusRecorder.open(file(), 1, Duration.ofHours(13)))
                .withMessageContaining("longest");
    }

    @Test
    void whileItIsRecordedTheFileIsThereUpToTheLastSecond() throws IOException {
        List<byte[]> packets = packets(OpusCodec.speech());
        try (OggOpusRecorder recorder = OggOpusRecorder.speech(file())) {
            packets.subList(0, 75).forEach(p -> recorder.onFrame(p, 0, p.length));
            assertThat(OggOpusFile.read(file()).packets()).hasSize(50);
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsToldAndNothingIsThrown() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> OggOpusRecorder.speech(full));
    }
}
