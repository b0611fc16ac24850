package io.calling.audio.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.calling.audio.OpusCodec;
import io.calling.audio.WavFile;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Debian's libopus, driven through the small program in {@code src/test/c}. Where it is missing the
 * test is skipped, or fails if {@code CALLING_REQUIRE_PEERS} is {@code true}.
 */
final class LibopusPeer {
    private static final Path SOURCE = Path.of("src/test/c/opus_peer.c");
    private static final Path PROGRAM = Path.of("target/opus_peer");
    private static final boolean REQUIRED =
            Boolean.parseBoolean(System.getenv("CALLING_REQUIRE_PEERS"));

    private LibopusPeer() {}

    /** Compiles the program, if compiler and library are there. */
    static void compile() throws IOException, InterruptedException {
        require(hasProgram("gcc"), "gcc");
        require(Files.exists(Path.of("/usr/include/opus/opus.h")), "libopus-dev");
        List<String> command =
                List.of("gcc", "-std=gnu11", "-O2", "-Wall", "-Wextra", "-Werror", "-o");
        List<String> files = List.of(PROGRAM.toString(), SOURCE.toString(), "-lopus");
        List<String> whole = new ArrayList<>(command);
        whole.addAll(files);
        await(new ProcessBuilder(whole).inheritIO().start());
    }

    private static void require(boolean present, String what) {
        if (REQUIRED) {
            assertThat(present).as(what + " is needed and not installed").isTrue();
        }
        assumeTrue(present, what + " is not installed");
    }

    private static boolean hasProgram(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    private static void await(Process process) throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    /** Encodes as {@link OpusCodec} does: speech, constant rate, packets of 20 ms. */
    static CodedFrames encode(WavFile said, int bitsPerSecond, int expectedLossPercent)
            throws IOException, InterruptedException {
        return new CodedFrames(
                run(
                        bytes(said),
                        "encode",
                        Integer.toString(bitsPerSecond),
                        Integer.toString(expectedLossPercent)));
    }

    /** Decodes what arrives, and makes up the rest from copies where there are any. */
    static WavFile decode(CodedFrames coded, Losses losses)
            throws IOException, InterruptedException {
        byte[] pcm = run(coded.bytes(), "decode", losses.asDigits());
        short[] samples = new short[pcm.length / 2];
        ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return WavFile.of(OpusCodec.SAMPLE_RATE, 1, samples);
    }

    private static byte[] bytes(WavFile file) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * file.samples()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(file.pcm());
        return bytes.array();
    }

    private static byte[] run(byte[] input, String... arguments)
            throws IOException, InterruptedException {
        Path in = Files.createTempFile(PROGRAM.getParent(), "opus", ".in");
        Path out = Files.createTempFile(PROGRAM.getParent(), "opus", ".out");
        try {
            Files.write(in, input);
            List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
            command.addAll(List.of(arguments));
            await(
                    new ProcessBuilder(command)
                            .redirectInput(in.toFile())
                            .redirectOutput(out.toFile())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start());
            return Files.readAllBytes(out);
        } finally {
            Files.delete(in);
            Files.delete(out);
        }
    }
}
