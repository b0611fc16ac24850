package io.calling.sdp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Offers of every shape that the grammar allows, and some that it does not; same seed, same text.
 */
final class RandomOffer {
    private static final String[] AUDIO = {
        "opus/48000/2",
        "OPUS/48000/2",
        "PCMU/8000",
        "red/48000/2",
        "telephone-event/8000",
        "CN/8000"
    };
    private static final String[] VIDEO = {
        "VP8/90000",
        "H264/90000",
        "rtx/90000",
        "VP9/90000",
        "AV1/90000",
        "red/90000",
        "ulpfec/90000"
    };
    private static final String[] EXTENSIONS = {
        HeaderExtension.MID,
        HeaderExtension.TRANSPORT_WIDE_CC,
        HeaderExtension.ABS_SEND_TIME,
        HeaderExtension.AUDIO_LEVEL,
        "urn:ietf:params:rtp-hdrext:toffset",
        "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id"
    };
    private static final String[] DIRECTIONS = {"sendrecv", "sendonly", "recvonly", "inactive"};

    private final Random random;
    private final List<String> lines = new ArrayList<>();

    /** The same in all sections: it is one transport that is described (RFC 8859, TRANSPORT). */
    private final String setup;

    private RandomOffer(long seed) {
        this.random = new Random(seed);
        this.setup = one("actpass", "actpass", "actpass", "active", "passive");
    }

    static String of(long seed) {
        return new RandomOffer(seed).write();
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private String one(String... of) {
        return of[random.nextInt(of.length)];
    }

    private String write() {
        int sections = 1 + random.nextInt(6);
        boolean withMids = chance(90);
        boolean sessionTransport = chance(25);
        Collections.addAll(lines, "v=0", "o=- 1 2 IN IP4 192.0.2.1", "s=-", "t=0 0");
        if (withMids && chance(90)) {
            StringBuilder group = new StringBuilder("a=group:BUNDLE");
            for (int i = 0; i < sections; i++) {
                if (chance(92)) {
                    group.append(" m").append(i);
                }
            }
            lines.add(group.toString());
        }
        if (chance(10)) {
            lines.add("a=ice-lite");
        }
        if (sessionTransport) {
            transport();
        }
        for (int i = 0; i < sections; i++) {
            section(i, withMids, sessionTransport);
        }
        return String.join(one("\r\n", "\n"), lines) + one("\r\n", "\n", "");
    }

    private void transport() {
        if (chance(97)) {
            lines.add("a=ice-ufrag:EsAw");
            lines.add("a=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1");
        }
        if (chance(97)) {
            lines.add("a=fingerprint:" + SdpSamples.FINGERPRINT);
        }
        if (chance(97)) {
            lines.add("a=setup:" + setup);
        }
    }

    private void section(int index, boolean withMid, boolean sessionTransport) {
        String kind = one("audio", "audio", "video", "video", "application", "text");
        boolean media = kind.equals("audio") || kind.equals("video");
        List<Integer> types = new ArrayList<>();
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            int type = chance(80) ? 96 + random.nextInt(32) : 35 + random.nextInt(29);
            if (!types.contains(type)) {
                types.add(type);
            }
        }
        String port = chance(12) ? "0" : one("9", "50000", "9/2");
        String protocol =
                media
                        ? one("UDP/TLS/RTP/SAVPF", "UDP/TLS/RTP/SAVPF", "RTP/SAVPF", "RTP/AVP")
                        : "UDP/DTLS/SCTP";
        lines.add("m=" + kind + " " + port + " " + protocol + " " + formats(media, types));
        lines.add("c=IN IP4 192.0.2.1");
        if (port.equals("0") && chance(60)) {
            lines.add("a=bundle-only");
        }
        if (withMid) {
            lines.add("a=mid:m" + index);
        }
        if (!sessionTransport) {
            transport();
        }
        if (media) {
            media(kind, types);
        }
        if (chance(30)) {
            lines.add("a=candidate:1 1 " + one("udp", "UDP", "tcp") + " 1 192.0.2.1 5000 typ host");
        }
        if (chance(20)) {
            lines.add(
                    one(
                            "a=x-unknown:1 2 3",
                            "a=simulcast:send f;h",
                            "a=rid:f send",
                            "b=AS:64",
                            "a=end-of-candidates"));
        }
    }

    private static String formats(boolean media, List<Integer> types) {
        if (!media) {
            return "webrtc-datachannel";
        }
        return String.join(" ", types.stream().map(String::valueOf).toList());
    }

    private void media(String kind, List<Integer> types) {
        if (chance(85)) {
            lines.add("a=" + one(DIRECTIONS));
        }
        if (chance(96)) {
            lines.add("a=rtcp-mux");
        }
        if (chance(60)) {
            lines.add("a=rtcp-rsize");
        }
        for (int type : types) {
            String encoding = kind.equals("audio") ? one(AUDIO) : one(VIDEO);
            lines.add("a=rtpmap:" + type + " " + encoding);
            parameters(type, encoding, types);
        }
        if (chance(10)) {
            lines.add("a=rtcp-fb:* nack");
        }
        extensions();
        if (chance(40)) {
            lines.add("a=ssrc:" + (1 + random.nextInt(1 << 30)) + " cname:x");
        }
    }

    private void parameters(int type, String encoding, List<Integer> types) {
        if (encoding.startsWith("H264")) {
            lines.add(
                    "a=fmtp:"
                            + type
                            + " packetization-mode="
                            + one("0", "1")
                            + ";profile-level-id="
                            + one("42e01f", "42001f", "640c1f"));
        } else if (encoding.startsWith("rtx") && chance(90)) {
            lines.add("a=fmtp:" + type + " apt=" + types.get(random.nextInt(types.size())));
        }
        for (String feedback :
                List.of("nack", "nack pli", "ccm fir", "transport-cc", "goog-remb")) {
            if (chance(40)) {
                lines.add("a=rtcp-fb:" + type + " " + feedback);
            }
        }
    }

    private void extensions() {
        int next = 1;
        for (String extension : EXTENSIONS) {
            if (chance(50)) {
                int id = chance(10) ? 1 + random.nextInt(20) : next++;
                String direction = chance(8) ? "/" + one(DIRECTIONS) : "";
                lines.add("a=extmap:" + id + direction + " " + extension);
            }
        }
    }
}
