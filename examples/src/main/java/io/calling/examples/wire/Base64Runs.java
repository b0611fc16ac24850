package io.calling.examples.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Finds what may be base64, of either alphabet, and decodes it at each of the ways to cut it. */
final class Base64Runs {
    private static final int MIN_CHARACTERS = 8;

    private Base64Runs() {}

    static List<byte[]> in(byte[] bytes) {
        List<byte[]> runs = new ArrayList<>();
        int start = 0;
        for (int at = 0; at <= bytes.length; at++) {
            if (at == bytes.length || !isBase64(bytes[at])) {
                addRun(runs, bytes, start, at);
                start = at + 1;
            }
        }
        return runs;
    }

    private static void addRun(List<byte[]> runs, byte[] bytes, int start, int end) {
        for (int from = start; from < start + 4 && end - from >= MIN_CHARACTERS; from++) {
            int length = (end - from) / 4 * 4;
            runs.add(
                    Base64.getDecoder()
                            .decode(
                                    standardAlphabet(
                                            Arrays.copyOfRange(bytes, from, from + length))));
        }
    }

    private static byte[] standardAlphabet(byte[] run) {
        for (int i = 0; i < run.length; i++) {
            if (run[i] == '-') {
                run[i] = '+';
            } else if (run[i] == '_') {
                run[i] = '/';
            }
        }
        return run;
    }

    private static boolean isBase64(byte character) {
        return character >= 'A' && character <= 'Z'
                || character >= 'a' && character <= 'z'
                || character >= '0' && character <= '9'
                || "+/-_".indexOf(character) >= 0;
    }
}
