package io.calling.sdp;

import io.calling.ice.IceCredentials;
import io.calling.srtp.Fingerprint;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Descriptions and values that the tests of this package share. */
final class SdpSamples {
    static final String FINGERPRINT =
            "sha-256 0F:1E:2D:3C:4B:5A:69:78:87:96:A5:B4:C3:D2:E1:F0:"
                    + "0F:1E:2D:3C:4B:5A:69:78:87:96:A5:B4:C3:D2:E1:F0";

    /** As browsers write it, shortened: audio and video bundled, RTX, collisions of no kind. */
    static final String BROWSER_OFFER =
            String.join(
                    "\r\n",
                    "v=0",
                    "o=- 4611731400430051336 2 IN IP4 127.0.0.1",
                    "s=-",
                    "t=0 0",
                    "a=group:BUNDLE 0 1",
                    "a=extmap-allow-mixed",
                    "a=msid-semantic: WMS stream",
                    "m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126",
                    "c=IN IP4 0.0.0.0",
                    "a=rtcp:9 IN IP4 0.0.0.0",
                    "a=candidate:1 1 udp 2113937151 192.0.2.7 50000 typ host generation 0",
                    "a=ice-ufrag:EsAw",
                    "a=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1",
                    "a=ice-options:trickle",
                    "a=fingerprint:" + FINGERPRINT,
                    "a=setup:actpass",
                    "a=mid:0",
                    "a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level",
                    "a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time",
                    "a=extmap:3"
                            + " http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
                    "a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid",
                    "a=sendrecv",
                    "a=msid:stream track",
                    "a=rtcp-mux",
                    "a=rtcp-rsize",
                    "a=rtpmap:111 opus/48000/2",
                    "a=rtcp-fb:111 transport-cc",
                    "a=fmtp:111 minptime=10;useinbandfec=1",
                    "a=rtpmap:63 red/48000/2",
                    "a=fmtp:63 111/111",
                    "a=rtpmap:9 G722/8000",
                    "a=rtpmap:0 PCMU/8000",
                    "a=rtpmap:8 PCMA/8000",
                    "a=rtpmap:13 CN/8000",
                    "a=rtpmap:110 telephone-event/48000",
                    "a=rtpmap:126 telephone-event/8000",
                    "a=ssrc:3510681183 cname:loq8KqbF",
                    "a=ssrc:3510681183 msid:stream track",
                    "m=video 9 UDP/TLS/RTP/SAVPF 96 97 102 103 108 109",
                    "c=IN IP4 0.0.0.0",
                    "a=ice-ufrag:EsAw",
                    "a=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1",
                    "a=fingerprint:" + FINGERPRINT,
                    "a=setup:actpass",
                    "a=mid:1",
                    "a=extmap:14 urn:ietf:params:rtp-hdrext:toffset",
                    "a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid",
                    "a=sendrecv",
                    "a=rtcp-mux",
                    "a=rtcp-rsize",
                    "a=rtpmap:96 VP8/90000",
                    "a=rtcp-fb:96 goog-remb",
                    "a=rtcp-fb:96 transport-cc",
                    "a=rtcp-fb:96 ccm fir",
                    "a=rtcp-fb:96 nack",
                    "a=rtcp-fb:96 nack pli",
                    "a=rtpmap:97 rtx/90000",
                    "a=fmtp:97 apt=96",
                    "a=rtpmap:102 H264/90000",
                    "a=rtcp-fb:102 nack",
                    "a=fmtp:102"
                            + " level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42001f",
                    "a=rtpmap:103 rtx/90000",
                    "a=fmtp:103 apt=102",
                    "a=rtpmap:108 H264/90000",
                    "a=fmtp:108"
                            + " level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f",
                    "a=rtpmap:109 rtx/90000",
                    "a=fmtp:109 apt=108",
                    "a=ssrc-group:FID 2231627014 632943048",
                    "a=ssrc:2231627014 cname:loq8KqbF",
                    "a=ssrc:632943048 cname:loq8KqbF",
                    "");

    private SdpSamples() {}

    static SessionDescription browserOffer() {
        return parsed(BROWSER_OFFER);
    }

    static SessionDescription parsed(String text) {
        try {
            return SessionDescription.parse(text);
        } catch (SdpException e) {
            throw new AssertionError(e);
        }
    }

    static LocalTransport transport() {
        return new LocalTransport(
                new IceCredentials("abcd", "0123456789012345678901"),
                Fingerprint.parse(FINGERPRINT),
                List.of("1 1 udp 1 203.0.113.5 49152 typ relay raddr 0.0.0.0 rport 9"),
                true);
    }

    static SessionOrigin origin() {
        return new SessionOrigin(42, 0);
    }

    static LocalTrack track(long ssrc) {
        return new LocalTrack("s", "t", ssrc, OptionalLong.of(ssrc + 1), "cname");
    }

    static List<MediaCapability> audioAndVideo() {
        return List.of(
                MediaCapability.audio(Direction.SENDRECV, Optional.of(track(1))),
                MediaCapability.video(Direction.SENDRECV, Optional.of(track(3))));
    }

    static Answer answer(String offer) {
        try {
            return Answer.create(parsed(offer), origin(), transport(), audioAndVideo());
        } catch (SdpException e) {
            throw new AssertionError(e);
        }
    }
}
