package io.calling.examples.privatecall;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.EndReason;
import io.calling.examples.ExitCode;
import io.calling.examples.hosts.Coturn;
import io.calling.examples.hosts.Tools;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example with Debian's coturn as the relay. */
class PrivateCallThroughCoturnTest {
    @TempDir private Path directory;
    private Coturn coturn;
    private int port;

    @BeforeEach
    void startCoturn() throws Exception {
        Tools.require("turnserver");
        port = Coturn.freePort();
        coturn = Coturn.start(List.of(), directory, List.of("127.0.0.1"), port, "127.0.0.1");
    }

    @AfterEach
    void stopCoturn() {
        if (coturn != null) {
            coturn.close();
        }
    }

    @Test
    void aliceAndBobHearEachOther(@TempDir Path out) throws Exception {
        Run run = throughCoturn(out, Coturn.PASSWORD);
        assertThat(run.told()).contains("Verified. Alice and Bob heard each other");
        assertThat(run.code()).isEqualTo(ExitCode.OK);
    }

    @Test
    void aWrongPasswordIsNamedAsTheReason(@TempDir Path out) throws Exception {
        Run run = throughCoturn(out, "wrong");
        assertThat(run.told()).contains(EndReason.RELAY_UNAUTHORIZED.advice());
        assertThat(run.code()).isEqualTo(ExitCode.RELAY_UNAUTHORIZED);
    }

    private Run throughCoturn(Path out, String password) throws Exception {
        return Run.undisturbed(
                out,
                "--relay=turn:127.0.0.1:" + port,
                "--username=" + Coturn.USERNAME,
                "--password=" + password);
    }
}
