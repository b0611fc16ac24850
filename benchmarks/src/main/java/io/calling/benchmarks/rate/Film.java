package io.calling.benchmarks.rate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What Chromium films instead of its own test picture, which its encoder is done with at half a
 * megabit: bars that move, under the noise of a dark room, of which any rate shows something.
 */
final class Film {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int FRAMES = 60;
    private static final double NOISE = 9;

    private Film() {}

    /** Writes it as YUV4MPEG2; it is shown again and again. */
    static Path write(Path file) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        try (OutputStream out = Files.newOutputStream(file)) {
            String header = "YUV4MPEG2 W" + WIDTH + " H" + HEIGHT + " F30:1 Ip A1:1 C420jpeg\n";
            out.write(header.getBytes(StandardCharsets.US_ASCII));
            for (int frame = 0; frame < FRAMES; frame++) {
                out.write("FRAME\n".getBytes(StandardCharsets.US_ASCII));
                out.write(luma(frame, random));
                out.write(grey(WIDTH * HEIGHT / 2));
            }
        }
        return file;
    }

    private static byte[] luma(int frame, SplittableRandom random) {
        byte[] plane = new byte[WIDTH * HEIGHT];
        double shift = 2 * Math.PI * frame / FRAMES;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                double bars = 50 * Math.sin(x / 20.0 + y / 45.0 - shift);
                plane[y * WIDTH + x] = (byte) (120 + bars + NOISE * random.nextGaussian());
            }
        }
        return plane;
    }

    private static byte[] grey(int bytes) {
        byte[] plane = new byte[bytes];
        Arrays.fill(plane, (byte) 128);
        return plane;
    }
}
