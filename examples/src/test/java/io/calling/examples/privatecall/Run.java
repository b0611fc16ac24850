package io.calling.examples.privatecall;

import io.calling.examples.ExitCode;
import io.calling.examples.hosts.StallMeter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One run of the example in this JVM.
 *
 * @param code how it ended
 * @param told what it told
 */
record Run(ExitCode code, String told) {

    private static final int MOST_RUNS = 5;

    /**
     * The first run that was heard, or that the machine did not disturb: where it stood still for
     * longer than a frame lasts, garbled sound is its doing, and there is another run.
     */
    static Run undisturbed(Path out, String... arguments) throws Exception {
        for (int i = 1; ; i++) {
            try (StallMeter meter = new StallMeter()) {
                Run run = of(out, arguments);
                if (run.code() != ExitCode.NOT_HEARD || !meter.sawAStall() || i == MOST_RUNS) {
                    return run;
                }
            }
        }
    }

    static Run of(Path out, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.add("--out=" + out);
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        ExitCode code =
                new PrivateCallExample()
                        .run(all, new PrintStream(told, true, StandardCharsets.UTF_8));
        return new Run(code, told.toString(StandardCharsets.UTF_8));
    }
}
