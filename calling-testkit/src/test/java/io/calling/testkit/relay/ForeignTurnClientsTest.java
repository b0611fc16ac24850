package io.calling.testkit.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.ice.net.BoundDatagramSocket;
import io.calling.ice.net.IpLiteral;
import io.calling.ice.net.NioNetwork;
import io.calling.testkit.foreign.ForeignProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The relay as others see it: coturn's own test client, and aioice. */
class ForeignTurnClientsTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int MESSAGES = 20;
    private static final InetAddress LOOPBACK = IpLiteral.parse("127.0.0.1");

    private NioNetwork network;
    private EmbeddedRelay relay;
    private BoundDatagramSocket echo;

    @BeforeEach
    void start() throws IOException {
        network = NioNetwork.open();
        relay = EmbeddedRelay.builder().network(network).user("alice", "secret").start();
        var anyPort = new InetSocketAddress(LOOPBACK, 0);
        echo = network.bindDatagram(anyPort, this::echo);
    }

    private void echo(InetSocketAddress from, byte[] buffer, int offset, int length) {
        echo.send(from, buffer, offset, length);
    }

    @AfterEach
    void stop() {
        relay.close();
        network.close();
    }

    private void coturnsClient(String... options) throws IOException, InterruptedException {
        ForeignProgram.require("turnutils_uclient");
        List<String> command = new ArrayList<>(List.of("turnutils_uclient"));
        command.addAll(List.of(options));
        command.addAll(List.of("-u", "alice", "-w", "secret", "-n", "" + MESSAGES, "-z", "5"));
        command.addAll(List.of("-p", "" + relay.address().getPort()));
        command.addAll(List.of("-e", "127.0.0.1", "-r", "" + echo.localAddress().getPort()));
        command.add("127.0.0.1");
        try (ForeignProgram client = ForeignProgram.start(command)) {
            assertThat(client.exitCode(DEADLINE)).as(client.output()).isZero();
            assertThat(client.output()).contains("Total lost packets 0 (0.000000%)");
        }
    }

    @Test
    void coturnsClientTalksOverChannels() throws Exception {
        coturnsClient("-c");
        assertThat(relay.counters().packetsToPeers()).isEqualTo(MESSAGES);
        assertThat(relay.counters().packetsToClients()).isEqualTo(MESSAGES);
    }

    @Test
    void coturnsClientTalksOverIndications() throws Exception {
        coturnsClient("-c", "-s");
        assertThat(relay.counters().packetsToPeers()).isEqualTo(MESSAGES);
    }

    @Test
    void coturnsClientPadsChannelDataForbidsFragmentsAndSendsExtraRequests() throws Exception {
        coturnsClient("-c", "-D", "-g", "-G");
        assertThat(relay.counters().packetsToClients()).isEqualTo(MESSAGES);
    }

    @Test
    void coturnsClientReservesAPortForRtcp() throws Exception {
        var next = new InetSocketAddress(LOOPBACK, echo.localAddress().getPort() + 1);
        try (BoundDatagramSocket rtcp = network.bindDatagram(next, this::echo)) {
            coturnsClient();
        }
        assertThat(relay.counters().allocationsMade()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void coturnsClientsTalkToEachOther() throws Exception {
        coturnsClient("-c", "-y", "-m", "2");
        assertThat(relay.counters().allocationsMade()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void aioicesClientTalksAndReleases(@TempDir Path folder) throws Exception {
        ForeignProgram.requirePython("aioice");
        Path script = folder.resolve("client.py");
        Files.writeString(script, AIOICE_CLIENT);
        try (ForeignProgram client =
                ForeignProgram.start(
                        "/usr/bin/python3",
                        script.toString(),
                        "" + relay.address().getPort(),
                        "" + echo.localAddress().getPort())) {
            assertThat(client.exitCode(DEADLINE)).as(client.output()).isZero();
        }
        assertThat(relay.counters().packetsToClients()).isEqualTo(MESSAGES);
        assertThat(relay.counters().allocationsMade()).isEqualTo(1);
        assertThat(relay.allocations()).isZero();
    }

    private static final String AIOICE_CLIENT =
            """
            import asyncio, sys
            from aioice import turn

            class Echo(asyncio.DatagramProtocol):
                def __init__(self):
                    self.heard = asyncio.Queue()
                    self.lost = asyncio.Event()
                def connection_made(self, transport): pass
                def datagram_received(self, data, addr): self.heard.put_nowait(data)
                def connection_lost(self, exc): self.lost.set()

            async def main(relay, peer):
                transport, protocol = await turn.create_turn_endpoint(
                    Echo, server_addr=("127.0.0.1", relay), username="alice", password="secret")
                for i in range(20):
                    message = b"message %d" % i
                    transport.sendto(message, ("127.0.0.1", peer))
                    assert await asyncio.wait_for(protocol.heard.get(), 5) == message
                transport.close()
                await asyncio.wait_for(protocol.lost.wait(), 5)

            asyncio.run(main(int(sys.argv[1]), int(sys.argv[2])))
            """;
}
