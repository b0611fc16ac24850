package io.calling;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A short search of every fuzz target, the same in every build: its kept inputs, damaged in a few
 * places at random. The long one, which learns from what it reaches, is {@code mvn test -Pfuzz}.
 */
class ShortFuzzTest {
    private static final int RUNS = 10_000;
    private static final int MAX_BYTES = 8_192;
    private static final List<String> TARGETS =
            List.of(
                    "io.calling.sdp.SdpFuzzTest",
                    "io.calling.rtp.RtpFuzzTest",
                    "io.calling.rtp.ArrivalFuzzTest",
                    "io.calling.rtp.congestion.CongestionFuzzTest",
                    "io.calling.media.MediaFuzzTest",
                    "io.calling.rtp.payload.PayloadFuzzTest",
                    "io.calling.policy.PolicyFuzzTest",
                    "io.calling.signaling.SignalingFuzzTest");

    @TestFactory
    Stream<DynamicTest> damagedInputs() {
        return TARGETS.stream().map(ShortFuzzTest::load).flatMap(ShortFuzzTest::targets);
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<DynamicTest> targets(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(FuzzTest.class))
                .map(
                        method ->
                                DynamicTest.dynamicTest(
                                        type.getSimpleName() + '.' + method.getName(),
                                        () -> search(type, method)));
    }

    private static void search(Class<?> type, Method target) throws Exception {
        List<byte[]> inputs = inputs(type, target.getName());
        assertThat(inputs).as("kept inputs").isNotEmpty();
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        target.setAccessible(true);
        Random random = new Random(target.getName().hashCode());
        for (int run = 0; run < RUNS; run++) {
            byte[] input = damaged(inputs, random);
            try {
                target.invoke(constructor.newInstance(), (Object) input.clone());
            } catch (InvocationTargetException e) {
                String hex = HexFormat.of().formatHex(input);
                throw new AssertionError("run " + run + ", input " + hex, e.getCause());
            }
        }
    }

    private static List<byte[]> inputs(Class<?> type, String target)
            throws IOException, URISyntaxException {
        URL folder = type.getResource(type.getSimpleName() + "Inputs/" + target);
        assertThat(folder).as("folder of kept inputs").isNotNull();
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            return files.sorted().map(ShortFuzzTest::read).toList();
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] damaged(List<byte[]> inputs, Random random) {
        byte[] bytes = inputs.get(random.nextInt(inputs.size()));
        for (int times = random.nextInt(6); times >= 0; times--) {
            byte[] other = inputs.get(random.nextInt(inputs.size()));
            bytes = damagedOnce(bytes, other, random);
        }
        return Arrays.copyOf(bytes, Math.min(bytes.length, MAX_BYTES));
    }

    private static byte[] damagedOnce(byte[] bytes, byte[] other, Random random) {
        int from = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + random.nextInt(16));
        return switch (random.nextInt(6)) {
            case 0 -> joined(bytes, from, new byte[0], 0, 0, to);
            case 1 -> joined(bytes, from, bytes, from, to, from);
            case 2 -> joined(bytes, from, random(random), 0, 4, from);
            case 3 -> spliced(bytes, from, other, random);
            case 4 -> Arrays.copyOf(bytes, random.nextInt(4) == 0 ? from : bytes.length);
            default -> changed(bytes, random);
        };
    }

    private static byte[] random(Random random) {
        byte[] four = new byte[4];
        random.nextBytes(four);
        return four;
    }

    /** The beginning of one input with the end of another. */
    private static byte[] spliced(byte[] bytes, int at, byte[] other, Random random) {
        return joined(bytes, at, other, random.nextInt(other.length + 1), other.length, -1);
    }

    /** What stands before {@code head}, then a piece of another array, then the rest. */
    private static byte[] joined(
            byte[] bytes, int head, byte[] middle, int from, int to, int rest) {
        int restBytes = rest < 0 ? 0 : bytes.length - rest;
        byte[] made = Arrays.copyOf(bytes, head + to - from + restBytes);
        System.arraycopy(middle, from, made, head, to - from);
        System.arraycopy(bytes, bytes.length - restBytes, made, head + to - from, restBytes);
        return made;
    }

    private static byte[] changed(byte[] bytes, Random random) {
        byte[] made = bytes.clone();
        if (made.length > 0) {
            int at = random.nextInt(made.length);
            made[at] =
                    switch (random.nextInt(4)) {
                        case 0 -> 0;
                        case 1 -> (byte) 0xFF;
                        case 2 -> (byte) (made[at] ^ 1 << random.nextInt(8));
                        default -> (byte) random.nextInt();
                    };
        }
        return made;
    }
}
