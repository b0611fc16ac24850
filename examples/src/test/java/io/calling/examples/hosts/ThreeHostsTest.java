package io.calling.examples.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ground that the leak test stands on: what goes from Alice to Bob arrives, and is seen. */
class ThreeHostsTest {
    @BeforeEach
    void needsTools() {
        Tools.requireNamespaces();
    }

    @Test
    void aDatagramFromAliceToBobIsCaptured(@TempDir Path directory) throws Exception {
        try (ThreeHosts hosts = ThreeHosts.create();
                Capture capture = Capture.start(hosts, Host.BOB, directory)) {
            for (String address : ThreeHosts.BOB) {
                Program.run(
                        hosts.on(
                                Host.ALICE,
                                "bash",
                                "-c",
                                "echo here-i-am > /dev/udp/" + address + "/4000"));
            }
            List<Frame> received = capture.stop();
            assertThat(received)
                    .filteredOn(frame -> frame.isTransport() && !frame.outgoing())
                    .extracting(Frame::remote)
                    .contains(
                            InetAddress.getByName(ThreeHosts.ALICE.get(0)),
                            InetAddress.getByName(ThreeHosts.ALICE.get(2)));
        }
    }

    @Test
    void hostsHaveTheirOwnNames() throws Exception {
        try (ThreeHosts hosts = ThreeHosts.create()) {
            assertThat(Program.run(hosts.on(Host.ALICE, "hostname")))
                    .containsExactly(ThreeHosts.ALICES_HOST_NAME);
        }
    }
}
