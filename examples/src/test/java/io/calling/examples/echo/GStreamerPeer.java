package io.calling.examples.echo;

import io.calling.examples.hosts.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Debian's GStreamer, whose {@code webrtcbin} calls the echo server. */
final class GStreamerPeer {
    private static final String SCRIPT = "gstreamer-peer.py";

    private GStreamerPeer() {}

    static List<String> command(Path directory, Map<String, String> asked)
            throws IOException, InterruptedException {
        Tools.require("python3");
        String script = AiortcPeer.resource(directory, SCRIPT).toString();
        Tools.requireFound(
                "GStreamer's webrtcbin, its codecs and Python's way to them",
                List.of("/usr/bin/python3", script, "--there"));
        return List.of("/usr/bin/python3", script, AiortcPeer.json(asked));
    }
}
