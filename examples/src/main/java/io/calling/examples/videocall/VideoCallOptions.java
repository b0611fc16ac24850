package io.calling.examples.videocall;

import io.calling.examples.CommandLine;
import io.calling.examples.HostPort;
import io.calling.examples.RelayOptions;
import io.calling.examples.UsageException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the command line of {@code video-call} says.
 *
 * @param listen where the page is served
 * @param isPrivate whether only relays are used
 * @param opensPage whether to open the page
 * @param pictures an IVF file; the one that comes with the example where empty
 * @param sound a WAV file; silence where only pictures are given
 * @param out the directory for the recordings
 * @param line the rest, on relays
 */
record VideoCallOptions(
        HostPort listen,
        boolean isPrivate,
        boolean opensPage,
        Optional<Path> pictures,
        Optional<Path> sound,
        Path out,
        CommandLine line) {

    static final String HELP =
            """
            video-call [options]: one call with a browser, played from files and recorded to files
              --pictures FILE.ivf   VP8 in IVF, played again and again; a small clip by default
              --sound FILE.wav      16-bit PCM, cut or filled to the length of the pictures
              --out DIR             where to write seen.ivf and heard.opus; the current directory
                                    by default
              --listen HOST:PORT    where the page is served; 127.0.0.1:8080 unless told, port 0
                                    for any
              --no-open             print the page's address, and do not open it
            %s                        without a relay one is embedded, on loopback, for calls within
                                    this machine"""
                    .formatted(RelayOptions.HELP);

    static VideoCallOptions parse(List<String> arguments) throws UsageException {
        Set<String> names = new HashSet<>(RelayOptions.NAMES);
        names.addAll(Set.of("pictures", "sound", "out", "listen"));
        CommandLine line =
                CommandLine.parse(arguments, names, Set.of("no-open"), RelayOptions.REPEATABLE);
        return new VideoCallOptions(
                line.hostPort("listen").orElse(new HostPort("127.0.0.1", 8080)),
                RelayOptions.isPrivate(line),
                !line.has("no-open"),
                line.value("pictures").map(Path::of),
                line.value("sound").map(Path::of),
                Path.of(line.value("out").orElse(".")),
                line);
    }
}
