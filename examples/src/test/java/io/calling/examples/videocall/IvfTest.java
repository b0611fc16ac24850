package io.calling.examples.videocall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IvfTest {
    @TempDir Path directory;

    private static byte[] clip() throws IOException {
        try (InputStream in = IvfTest.class.getResourceAsStream("clip.ivf")) {
            return in.readAllBytes();
        }
    }

    @Test
    void theClipLastsSixSecondsWithAKeyFrameInEach() throws Exception {
        IvfClip clip = IvfClip.read(clip());
        assertThat(clip.frames()).hasSize(150);
        assertThat(clip.nanos()).isEqualTo(6_000_000_000L);
        assertThat(clip.frames().get(1).atNanos()).isEqualTo(40_000_000);
        assertThat(clip.keyFrameFrom(1)).isBetween(2, 25);
        assertThat(clip.keyFrameFrom(149)).isZero();
    }

    @Test
    void whatIsWrittenIsRead() throws Exception {
        IvfClip clip = IvfClip.read(clip());
        Path file = directory.resolve("copy.ivf");
        try (IvfWriter writer = new IvfWriter(file)) {
            for (int i = 0; i < 10; i++) {
                writer.write(clip.frames().get(i).bytes(), 90L * 40 * i);
            }
        }
        IvfClip copy = IvfClip.read(file);
        assertThat(copy.frames()).hasSize(10);
        assertThat(copy.frames().get(9).atNanos()).isEqualTo(360_000_000);
        assertThat(copy.frames().get(9).bytes()).isEqualTo(clip.frames().get(9).bytes());
        assertThat(copy.nanos()).isEqualTo(400_000_000);
        byte[] header = Arrays.copyOf(Files.readAllBytes(file), 32);
        assertThat(header).startsWith(Arrays.copyOf(clip(), 16)); // size of the picture included
        ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(fields.getInt(24)).isEqualTo(36_000); // 400 ms
    }

    @Test
    void aFileThatWasCutOffIsPlayedAsFarAsItGoes() throws Exception {
        byte[] whole = clip();
        for (int length = 0; length < whole.length; length += 97) {
            byte[] cut = Arrays.copyOf(whole, length);
            try {
                assertThat(IvfClip.read(cut).frames()).isNotEmpty();
            } catch (IOException e) {
                assertThat(length).isLessThan(20_000);
            }
        }
    }

    @Test
    void whatIsNoVp8IsRefusedInWords() throws Exception {
        assertThatThrownBy(() -> IvfClip.read(new byte[40])).hasMessage("it is no IVF file");
        byte[] other = clip();
        other[11] = '9';
        assertThatThrownBy(() -> IvfClip.read(other)).hasMessage("it holds no VP8 video");
        byte[] timeless = clip();
        Arrays.fill(timeless, 16, 20, (byte) 0);
        assertThatThrownBy(() -> IvfClip.read(timeless)).hasMessage("its time base makes no sense");
    }
}
