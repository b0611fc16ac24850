package io.calling.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Debian's libsrtp2, driven through the small program in {@code src/test/c}. */
final class LibsrtpPeer implements SrtpPeer {
    private static final Path SOURCE = Path.of("src/test/c/srtp_peer.c");
    private static final Path PROGRAM = Path.of("target/srtp_peer");

    private final Process process;
    private final DataOutputStream out;
    private final DataInputStream in;

    private LibsrtpPeer(Process process) {
        this.process = process;
        out = new DataOutputStream(process.getOutputStream());
        in = new DataInputStream(process.getInputStream());
    }

    /** Compiles the program, if compiler and library are there. */
    static void compile() throws IOException, InterruptedException {
        Peers.require(Peers.hasProgram("gcc"), "gcc");
        Peers.require(Files.exists(Path.of("/usr/include/srtp2/srtp.h")), "libsrtp2-dev");
        Process gcc =
                new ProcessBuilder(
                                List.of(
                                        "gcc",
                                        "-std=gnu11",
                                        "-O2",
                                        "-Wall",
                                        "-Wextra",
                                        "-Werror",
                                        "-o",
                                        PROGRAM.toString(),
                                        SOURCE.toString(),
                                        "-lsrtp2"))
                        .inheritIO()
                        .start();
        assertThat(gcc.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(gcc.exitValue()).isZero();
    }

    static LibsrtpPeer protecting(SrtpProfile profile) throws IOException {
        return start(profile, "protect");
    }

    static LibsrtpPeer unprotecting(SrtpProfile profile) throws IOException {
        return start(profile, "unprotect");
    }

    private static LibsrtpPeer start(SrtpProfile profile, String direction) throws IOException {
        LibsrtpPeer peer =
                new LibsrtpPeer(
                        new ProcessBuilder(PROGRAM.toString(), profile.name(), direction)
                                .redirectError(ProcessBuilder.Redirect.INHERIT)
                                .start());
        SrtpMasterKey key = Packets.masterKey(profile);
        peer.write('k', concat(key.key(), key.salt()));
        return peer;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] all = new byte[first.length + second.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    @Override
    public byte[] rtp(byte[] packet) throws IOException {
        return exchange('r', packet);
    }

    @Override
    public byte[] rtcp(byte[] packet) throws IOException {
        return exchange('c', packet);
    }

    private byte[] exchange(char kind, byte[] packet) throws IOException {
        write(kind, packet);
        int answer = in.readUnsignedByte();
        byte[] result = in.readNBytes(in.readUnsignedShort());
        if (answer != kind) {
            throw new AssertionError("libsrtp refuses with status " + result[0]);
        }
        return result;
    }

    private void write(char kind, byte[] bytes) throws IOException {
        out.writeByte(kind);
        out.writeShort(bytes.length);
        out.write(bytes);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
        try {
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            process.destroy();
            throw new AssertionError(e);
        }
    }
}
