package io.calling.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.diagnostics.RtpDump;
import io.calling.stats.StatsReport;
import io.calling.testkit.CallPair;
import io.calling.testkit.foreign.ForeignProgram;
import io.calling.testkit.junit.LogLeakExtension;
import io.calling.testkit.net.PacketLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A dump of a call's packets, as Wireshark reads it. */
@ExtendWith(LogLeakExtension.class)
class RtpDumpTest {
    private static final int FILE_HEADER_BYTES = 24;
    private static final int HEADERS_BYTES = 16 + 20 + 8;
    private static final int RTP_HEADER_BYTES = 12;

    @TempDir Path folder;

    /** Those that packets of the call came from or went to. */
    private final Set<InetAddress> addresses = new HashSet<>();

    /** What was sent and received until shortly before the end. */
    private StatsReport call(RtpDump dump) {
        try (CallPair pair =
                CallPair.builder().inTestTime(77).alice(a -> a.rtpDump(dump)).start()) {
            pair.connect();
            pair.pass(Duration.ofSeconds(10));
            CompletableFuture<StatsReport> stats =
                    pair.alice().call().stats().toCompletableFuture();
            pair.expect("statistics", stats::isDone);
            PacketLog packets = pair.network().log();
            Stream.concat(packets.firstPackets().stream(), packets.packets().stream())
                    .flatMap(packet -> Stream.of(packet.from(), packet.to()))
                    .map(InetSocketAddress::getAddress)
                    .forEach(addresses::add);
            return stats.join();
        }
    }

    private static List<String> tshark(Path file, String filter, String... fields)
            throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of("tshark", "-r", file.toString(), "-d", "udp.port==5004,rtp"));
        command.addAll(List.of("-Y", filter, "-T", "fields"));
        for (String field : fields) {
            command.addAll(List.of("-e", field));
        }
        try (ForeignProgram program = ForeignProgram.start(command)) {
            assertThat(program.exitCode(Duration.ofSeconds(60))).isZero();
            return program.output()
                    .lines()
                    .filter(line -> !line.startsWith("Running as user"))
                    .toList();
        }
    }

    @Test
    void wiresharkReadsEachPacketWithItsHeader() throws Exception {
        ForeignProgram.require("tshark");
        Path file = folder.resolve("call.pcap");
        StatsReport stats;
        try (RtpDump dump = RtpDump.headers(file)) {
            stats = call(dump);
            assertThat(dump.dropped()).isZero();
        }
        long sent = stats.outbound("audio").orElseThrow().packetsSent();
        String ssrc = hex(stats.outbound("audio").orElseThrow().stream().ssrc());
        List<String> ours =
                tshark(file, "rtp && ip.src == 192.0.2.1", "rtp.ssrc", "rtp.p_type", "rtp.seq");
        assertThat((long) ours.size()).isBetween(sent, sent + 100);
        assertThat(ours).allMatch(line -> line.startsWith(ssrc + "\t111\t"));
        assertThat(numbers(ours)).isSorted();

        List<String> theirs = tshark(file, "rtp && ip.src == 198.51.100.1", "rtp.ssrc");
        assertThat(theirs).containsOnly(hex(stats.inbound("audio").orElseThrow().stream().ssrc()));
        List<String> reports = tshark(file, "rtcp.pt == 200", "rtcp.senderssrc", "_ws.malformed");
        assertThat(reports).isNotEmpty();
        assertThat(reports.toString()).contains(ssrc).doesNotContain("Malformed");
    }

    private static String hex(long ssrc) {
        return String.format("0x%08x", ssrc);
    }

    private static List<Integer> numbers(List<String> lines) {
        return lines.stream().map(line -> Integer.parseInt(line.split("\t", -1)[2])).toList();
    }

    @Test
    void nothingOfTheConversationIsInItUnlessToldOtherwise() throws Exception {
        Path headers = folder.resolve("headers.pcap");
        Path whole = folder.resolve("whole.pcap");
        try (RtpDump dump = RtpDump.headers(headers)) {
            call(dump);
        }
        StatsReport stats;
        try (RtpDump dump = RtpDump.withMedia(whole)) {
            stats = call(dump);
        }

        long packets = 0;
        byte[] bytes = Files.readAllBytes(headers);
        for (int at = FILE_HEADER_BYTES; at < bytes.length; ) {
            int kept = int32(bytes, at + 8);
            int first = at + HEADERS_BYTES;
            boolean rtcp = (bytes[first + 1] & 0x7F) >= 64 && (bytes[first + 1] & 0x7F) <= 95;
            if (!rtcp) {
                assertThat(kept).isEqualTo(20 + 8 + RTP_HEADER_BYTES);
                packets++;
            }
            at += 16 + kept;
        }
        assertThat(packets).isGreaterThan(500);
        assertThat(Files.size(whole))
                .isGreaterThan(
                        Files.size(headers) + stats.outbound("audio").orElseThrow().bytesSent());
    }

    private static int int32(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).getInt(at);
    }

    /** The addresses in it are made up; those between which packets went are not there. */
    @Test
    void L23_noAddressOfEitherSideAndNoNameIsInIt() throws Exception {
        Path file = folder.resolve("call.pcap");
        try (RtpDump dump = RtpDump.withMedia(file)) {
            call(dump);
        }
        assertThat(addresses)
                .extracting(InetAddress::getHostAddress)
                .contains("192.0.2.17", "198.51.100.34", "203.0.113.9");
        String bytes = read(file);
        for (InetAddress address : addresses) {
            String raw = new String(address.getAddress(), StandardCharsets.ISO_8859_1);
            assertThat(bytes).doesNotContain(raw, address.getHostAddress());
        }
        assertThat(bytes).doesNotContain("alice", "bob", "a password for tests");
        byte[] all = Files.readAllBytes(file);
        for (int at = FILE_HEADER_BYTES; at < all.length; at += 16 + int32(all, at + 8)) {
            assertThat(int32(all, at + 16 + 20)).as("ports").isEqualTo(5_004 << 16 | 5_004);
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
