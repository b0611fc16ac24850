package io.calling.sdp;

import static io.calling.sdp.SdpSamples.BROWSER_OFFER;
import static io.calling.sdp.SdpSamples.answer;
import static io.calling.sdp.SdpSamples.audioAndVideo;
import static io.calling.sdp.SdpSamples.origin;
import static io.calling.sdp.SdpSamples.parsed;
import static io.calling.sdp.SdpSamples.transport;
import static org.assertj.core.api.Assertions.assertThat;

import io.calling.srtp.SetupRole;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What real stacks do, that surprises. */
class SurprisesTest {
    @Test
    void oneIdentifierMeansOneExtensionAcrossOurOffer() {
        Offer offer = Offer.create(origin(), transport(), audioAndVideo());

        List<HeaderExtension> all =
                offer.description().media().stream()
                        .flatMap(section -> section.headerExtensions().stream())
                        .distinct()
                        .toList();
        assertThat(all).extracting(HeaderExtension::id).doesNotHaveDuplicates();
        assertThat(all).extracting(HeaderExtension::uri).doesNotHaveDuplicates();
    }

    @Test
    void allOurBundledSectionsHaveTheSameCredentials() {
        for (SessionDescription ours :
                List.of(
                        answer(BROWSER_OFFER).description(),
                        Offer.create(origin(), transport(), audioAndVideo()).description())) {
            assertThat(ours.media())
                    .extracting(section -> section.iceCredentials().orElseThrow().userFragment())
                    .containsOnly("abcd");
            assertThat(ours.media())
                    .extracting(section -> section.iceCredentials().orElseThrow().password())
                    .hasSize(2)
                    .containsOnly("0123456789012345678901");
        }
    }

    @Test
    void bundledSectionsWithCredentialsOfTheirOwnAreReadFromTheFirst() {
        int second = BROWSER_OFFER.lastIndexOf("a=ice-ufrag:EsAw");
        String offer =
                BROWSER_OFFER.substring(0, second)
                        + BROWSER_OFFER.substring(second).replace("EsAw", "Other");

        assertThat(answer(offer).negotiation().transport().remoteCredentials().userFragment())
                .isEqualTo("EsAw");
    }

    /** GStreamer takes no description with a section that lacks one of these, refused or not. */
    @Test
    void refusedSectionsRepeatTheTransport() {
        String offer =
                BROWSER_OFFER.replace("BUNDLE 0 1", "BUNDLE 0 1 2")
                        + String.join(
                                "\r\n",
                                "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
                                "a=mid:2",
                                "");
        Answer answer = answer(offer);
        Offer next =
                Offer.again(
                        origin().next(),
                        transport().withEstablished(SetupRole.ACTIVE),
                        answer.description(),
                        answer.negotiation(),
                        (index, section) -> Optional.of(audioAndVideo().get(Math.min(index, 1))),
                        List.of());

        for (SessionDescription ours : List.of(answer.description(), next.description())) {
            MediaSection refused = ours.media().get(2);
            MediaSection first = ours.media().get(0);
            assertThat(refused.isRejected()).isTrue();
            assertThat(refused.iceCredentials()).isEqualTo(first.iceCredentials());
            assertThat(refused.attribute("fingerprint")).isEqualTo(first.attribute("fingerprint"));
            assertThat(refused.setup()).isEqualTo(first.setup());
            assertThat(refused.has("candidate")).isFalse();
        }
    }

    /** GStreamer names no profile of H.264, and tells the parameter sets of the stream it sends. */
    @Test
    void h264WithoutAProfileIsTheOneThatEveryStackHas() {
        String profile = "profile-level-id=42e01f";
        String video = "level-asymmetry-allowed=1;packetization-mode=1;";
        String sets = "sprop-parameter-sets=Z0LADYyNQKD5APCIRqA=,aM48gA==";

        Answer answer = answer(BROWSER_OFFER.replace(video + profile, video + sets));

        assertThat(answer.description().media().get(1).formats())
                .containsExactly("96", "97", "108", "109");
        assertThat(answer.description().toText())
                .contains("a=fmtp:108 level-asymmetry-allowed=1;packetization-mode=1\r\n")
                .doesNotContain("sprop");
    }

    /** GStreamer bundles nothing unless it is told to: then the first section is what there is. */
    @Test
    void anAnswerWithoutABundleLeavesTheFirstSection() throws Exception {
        Offer offer = Offer.create(origin(), transport(), audioAndVideo());
        String alone =
                Answer.create(offer.description(), origin(), transport(), audioAndVideo())
                        .description()
                        .toText()
                        .replace("a=group:BUNDLE 0 1\r\n", "");

        assertThat(offer.accept(parsed(alone)).media())
                .extracting(NegotiatedMedia::mid)
                .containsExactly("0");
    }

    @Test
    void candidatesOfEveryKindComeThroughAsWritten() {
        String[] candidates = {
            "2 2 udp 2113937150 192.0.2.7 50001 typ host",
            "3 1 UDP 2113937151 192.0.2.8 50000 typ host",
            "4 1 tcp 1518280447 192.0.2.7 9 typ host tcptype active",
            "5 1 udp 2113937151 fe80::1 50000 typ host",
            "6 1 udp 2113937151 127.0.0.1 50000 typ host",
            "7 1 udp 2113937151 0d7ff9d2-5f0b-4d2c-8a8f-2b5c6d7e8f90.local 50000 typ host"
        };
        StringBuilder lines = new StringBuilder("a=mid:0\r\n");
        for (String candidate : candidates) {
            lines.append("a=candidate:").append(candidate).append("\r\n");
        }
        String offer = BROWSER_OFFER.replaceFirst("a=mid:0\r\n", lines.toString());

        assertThat(answer(offer).negotiation().transport().remoteCandidates()).contains(candidates);
    }

    @Test
    void anOfferWithoutEndOfCandidatesWaitsForMore() {
        assertThat(answer(BROWSER_OFFER).negotiation().transport().endOfCandidates()).isFalse();
        assertThat(
                        answer(
                                        BROWSER_OFFER.replaceFirst(
                                                "a=mid:0", "a=end-of-candidates\r\na=mid:0"))
                                .negotiation()
                                .transport()
                                .endOfCandidates())
                .isTrue();
    }

    @Test
    void midsMayBeWords() {
        String offer =
                BROWSER_OFFER
                        .replace("BUNDLE 0 1", "BUNDLE audio0 video1")
                        .replace("a=mid:0", "a=mid:audio0")
                        .replace("a=mid:1", "a=mid:video1");

        assertThat(answer(offer).description().bundle()).containsExactly("audio0", "video1");
    }

    @Test
    void payloadTypesFrom35To63And96To127AreTaken() {
        for (int type = 35; type < 128; type++) {
            if (type < 64 || type > 95) {
                String offer =
                        BROWSER_OFFER
                                .replace("SAVPF 111 63", "SAVPF " + type + " 64")
                                .replace(":63 ", ":64 ")
                                .replace(":111 ", ":" + type + " ");
                assertThat(answer(offer).negotiation().media().get(0).codec().payloadType())
                        .isEqualTo(type);
            }
        }
    }

    @Test
    void trailingSpacesAndEmptyLinesDoNoHarm() {
        String offer = BROWSER_OFFER.replace("\r\n", "  \r\n").replace("m=video", "\r\nm=video");

        assertThat(answer(offer).negotiation().media()).hasSize(2);
    }

    @Test
    void anExtensionThatThePeerOnlyReceivesIsOnlySent() {
        String offer = BROWSER_OFFER.replace("a=extmap:3 ", "a=extmap:3/recvonly ");

        assertThat(answer(offer).negotiation().media().get(0).extensions())
                .contains(
                        new HeaderExtension(
                                3, HeaderExtension.TRANSPORT_WIDE_CC, Direction.SENDONLY));
    }

    @Test
    void severalSectionsOfAKindAreEachAnswered() throws Exception {
        int video = BROWSER_OFFER.indexOf("m=video");
        String second = BROWSER_OFFER.substring(video).replace("a=mid:1", "a=mid:2");
        String offer = BROWSER_OFFER.replace("BUNDLE 0 1", "BUNDLE 0 1 2") + second;

        Answer answer =
                Answer.create(
                        parsed(offer),
                        origin(),
                        transport(),
                        List.of(
                                audioAndVideo().get(0),
                                audioAndVideo().get(1),
                                audioAndVideo().get(1)));

        assertThat(answer.negotiation().media())
                .extracting(NegotiatedMedia::mid)
                .containsExactly("0", "1", "2");
        assertThat(JsepCheck.faults(offer, answer.description().toText())).isEmpty();
    }

    @Test
    void aDataChannelInFrontDoesNotTakeTheTransportWithIt() {
        String offer =
                BROWSER_OFFER
                        .replace("BUNDLE 0 1", "BUNDLE d 0 1")
                        .replace(
                                "m=audio",
                                "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n"
                                        + "c=IN IP4 0.0.0.0\r\na=ice-ufrag:EsAw\r\n"
                                        + "a=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1\r\n"
                                        + "a=fingerprint:"
                                        + SdpSamples.FINGERPRINT
                                        + "\r\na=setup:actpass\r\na=mid:d\r\nm=audio");

        Answer answer = answer(offer);

        assertThat(answer.description().bundle()).containsExactly("0", "1");
        assertThat(answer.negotiation().transport().setup()).isEqualTo(SetupRole.ACTIVE);
        assertThat(answer.description().media().get(1).candidates()).hasSize(1);
    }
}
