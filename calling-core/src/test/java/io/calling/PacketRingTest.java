package io.calling;

import static org.assertj.core.api.Assertions.assertThat;

import io.calling.diagnostics.RtpDump;
import io.calling.ice.testing.ManualNetwork;
import io.calling.rtp.RtpPacket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PacketRingTest {
    private static final int FILE_HEADER_BYTES = 24;
    private static final int RECORD_BYTES = 16 + 20 + 8 + RtpPacket.HEADER_BYTES;

    @TempDir Path folder;

    private final ManualNetwork network = new ManualNetwork();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final byte[] packet = new byte[200];
    private RtpDump dump;
    private RtpTap tap;

    @BeforeEach
    void open() throws IOException {
        dump = RtpDump.headers(folder.resolve("dump.pcap"));
        tap = new RtpTap(new PacketRing(dump, tasks::add, network), 3);
        RtpPacket.writeHeader(packet, 0, true, 111, 7, 960, 0x1234_5678);
    }

    @AfterEach
    void close() throws IOException {
        dump.close();
    }

    private byte[] written() throws IOException {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        return Files.readAllBytes(folder.resolve("dump.pcap"));
    }

    @Test
    void aSlowDiskLosesPacketsWhichAreCounted() throws IOException {
        for (int i = 0; i < PacketRing.CAPACITY + 5; i++) {
            tap.rtp(true, packet, 0, packet.length);
        }
        assertThat(tasks).hasSize(1);
        assertThat(written()).hasSize(FILE_HEADER_BYTES + PacketRing.CAPACITY * RECORD_BYTES);

        tap.rtp(true, packet, 0, packet.length);
        assertThat(dump.dropped()).isEqualTo(5);
        assertThat(written()).hasSize(FILE_HEADER_BYTES + (PacketRing.CAPACITY + 1) * RECORD_BYTES);
    }

    @Test
    void headersAreThereAndPayloadIsNot() throws IOException {
        Arrays.fill(packet, RtpPacket.HEADER_BYTES, packet.length, (byte) 0x5A);
        tap.rtp(false, packet, 0, packet.length);
        ByteBuffer file = ByteBuffer.wrap(written());

        assertThat(file.getInt(0)).isEqualTo(0xA1B2C3D4);
        int record = FILE_HEADER_BYTES;
        assertThat(file.getInt(record + 8)).isEqualTo(RECORD_BYTES - 16);
        assertThat(file.getInt(record + 12)).isEqualTo(28 + packet.length);
        int ip = record + 16;
        assertThat(file.getInt(ip + 12)).isEqualTo(198 << 24 | 51 << 16 | 100 << 8 | 3);
        assertThat(file.getInt(ip + 16)).isEqualTo(192 << 24 | 2 << 8 | 1);
        assertThat(file.getInt(ip + 28 + 8)).isEqualTo(0x1234_5678);
        assertThat(file.capacity()).isEqualTo(FILE_HEADER_BYTES + RECORD_BYTES);
    }

    @Test
    void namesInReportsAreOverwrittenAndTheReportStays() throws IOException {
        byte[] report =
                ByteBuffer.allocate(28)
                        .putInt(0x80C9_0001)
                        .putInt(0x1234_5678)
                        .putInt(0x81CA_0004)
                        .putInt(0x1234_5678)
                        .put((byte) 1)
                        .put((byte) 8)
                        .put("me@1.2.3".getBytes(StandardCharsets.US_ASCII))
                        .array();
        tap.rtcp(false, report, 0, report.length);
        byte[] file = written();
        String text = new String(file, StandardCharsets.ISO_8859_1);

        assertThat(text).doesNotContain("me@1.2.3").contains("\u0001\u0008--------");
        assertThat(ByteBuffer.wrap(file).getInt(FILE_HEADER_BYTES + 16 + 28))
                .isEqualTo(0x80C9_0001);
    }

    @Test
    void anExecutorThatIsBusyIsAskedAgain() throws IOException {
        boolean[] busy = {true};
        PacketRing ring =
                new PacketRing(
                        dump,
                        task -> {
                            if (busy[0]) {
                                throw new RejectedExecutionException();
                            }
                            tasks.add(task);
                        },
                        network);
        RtpTap other = new RtpTap(ring, 1);
        other.rtp(true, packet, 0, packet.length);
        busy[0] = false;
        other.rtp(true, packet, 0, packet.length);

        assertThat(written()).hasSize(FILE_HEADER_BYTES + 2 * RECORD_BYTES);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDiskThatIsFullIsToldOfOnce() throws IOException {
        RtpTap full = tapOf(RtpDump.headers(Path.of("/dev/full")));
        List<String> told = new ArrayList<>();
        Handler handler = new Told(told);
        Logger log = Logger.getLogger(PacketRing.class.getName());
        log.addHandler(handler);
        log.setUseParentHandlers(false);
        try {
            for (int i = 0; i < 3; i++) {
                full.rtp(true, packet, 0, packet.length);
                tasks.remove().run();
            }
        } finally {
            log.removeHandler(handler);
            log.setUseParentHandlers(true);
        }
        assertThat(told).containsExactly("The packet dump failed: java.io.IOException");
    }

    private RtpTap tapOf(RtpDump other) {
        return new RtpTap(new PacketRing(other, tasks::add, network), 1);
    }

    private static final class Told extends Handler {
        private final Formatter formatter = new SimpleFormatter();
        private final List<String> told;

        Told(List<String> told) {
            this.told = told;
        }

        @Override
        public void publish(LogRecord event) {
            told.add(formatter.formatMessage(event));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
