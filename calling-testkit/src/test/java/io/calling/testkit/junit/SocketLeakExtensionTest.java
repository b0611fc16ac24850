package io.calling.testkit.junit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SocketLeakExtensionTest {
    private final SocketLeakExtension extension =
            new SocketLeakExtension().within(Duration.ofMillis(200));

    @BeforeEach
    void onLinux() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "there is no /proc to look at");
    }

    @Test
    void aTestThatClosesItsSocketsPasses() throws IOException {
        extension.beforeEach(null);
        DatagramChannel.open().close();
        assertThatCode(() -> extension.afterEach(null)).doesNotThrowAnyException();
    }

    @Test
    void anOpenSocketIsFound() throws IOException {
        extension.beforeEach(null);
        try (DatagramChannel left = DatagramChannel.open()) {
            assertThatThrownBy(() -> extension.afterEach(null)).hasMessageContaining("socket");
        }
    }

    @Test
    void anOpenSelectorIsFound() throws IOException {
        extension.beforeEach(null);
        try (Selector left = Selector.open()) {
            assertThatThrownBy(() -> extension.afterEach(null)).hasMessageContaining("selector");
        }
    }
}
