package io.calling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CallMachineTableTest {
    private static final Path SOURCE = Path.of("src/main/java/io/calling/CallMachine.java");

    /** The table that people read says what the machine does, line by line. */
    @Test
    void theTableInTheJavadocIsWhatTheMachineDoes() throws IOException {
        assertThat(documented()).isEqualTo(CallTableText.lines());
    }

    private static String documented() throws IOException {
        String source = Files.readString(SOURCE);
        String table = source.substring(source.indexOf("<pre>") + 5, source.indexOf("</pre>"));
        return table.lines()
                .map(line -> line.replaceFirst("^ \\* ?", ""))
                .filter(line -> line.contains("|") && !line.startsWith("phase"))
                .collect(Collectors.joining("\n"));
    }
}
