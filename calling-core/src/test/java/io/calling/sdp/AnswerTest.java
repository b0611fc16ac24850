package io.calling.sdp;

import static io.calling.sdp.SdpSamples.BROWSER_OFFER;
import static io.calling.sdp.SdpSamples.answer;
import static io.calling.sdp.SdpSamples.audioAndVideo;
import static io.calling.sdp.SdpSamples.origin;
import static io.calling.sdp.SdpSamples.parsed;
import static io.calling.sdp.SdpSamples.transport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.calling.srtp.SetupRole;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerTest {
    @Test
    void takesTheFormatsThatBothCanDoUnderTheOffersPayloadTypes() {
        List<NegotiatedMedia> media = answer(BROWSER_OFFER).negotiation().media();

        assertThat(media.get(0).codecs())
                .extracting(Codec::payloadType)
                .containsExactly(111, 110, 126);
        assertThat(media.get(1).codecs())
                .extracting(Codec::payloadType)
                .containsExactly(96, 97, 108, 109);
        assertThat(media.get(1).retransmissionOf(media.get(1).codec()))
                .hasValueSatisfying(rtx -> assertThat(rtx.payloadType()).isEqualTo(97));
    }

    @Test
    void bundlesEverythingOntoTheFirstSection() {
        SessionDescription answer = answer(BROWSER_OFFER).description();

        assertThat(answer.bundle()).containsExactly("0", "1");
        assertThat(answer.media().get(0).candidates()).hasSize(1);
        assertThat(answer.media().get(1).candidates()).isEmpty();
        assertThat(answer.media().get(1).iceCredentials()).isPresent();
    }

    @Test
    void L15_audioLevelsInClearAreNotAccepted() {
        NegotiatedMedia audio = answer(BROWSER_OFFER).negotiation().media().get(0);

        assertThat(audio.extension(HeaderExtension.AUDIO_LEVEL)).isEmpty();
        assertThat(audio.extension(HeaderExtension.MID)).contains(4);
    }

    @Test
    void opensTheHandshakeWhereTheOfferLeavesItOpen() {
        assertThat(answer(BROWSER_OFFER).negotiation().transport().setup())
                .isEqualTo(SetupRole.ACTIVE);
        assertThat(
                        answer(BROWSER_OFFER.replace("actpass", "active"))
                                .negotiation()
                                .transport()
                                .setup())
                .isEqualTo(SetupRole.PASSIVE);
    }

    @Test
    void L08_sessionFieldsAreConstants() {
        String text = answer(BROWSER_OFFER).description().toText();

        assertThat(text).startsWith("v=0\r\no=- 42 0 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n");
        assertThat(text).doesNotContain("192.0.2.7").doesNotContain("a=rtcp:");
        assertThat(text.lines().filter(line -> line.startsWith("c=")))
                .containsOnly("c=IN IP4 0.0.0.0");
    }

    @Test
    void aDataChannelIsRefusedInItsPlace() {
        String offer =
                BROWSER_OFFER.replace("BUNDLE 0 1", "BUNDLE 0 1 2")
                        + "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:2\r\n";

        SessionDescription answer = answer(offer).description();

        assertThat(answer.media().get(2).isRejected()).isTrue();
        assertThat(answer.media().get(2).formats()).containsExactly("webrtc-datachannel");
        assertThat(answer.bundle()).containsExactly("0", "1");
    }

    @Test
    void aBundleOnlySectionAtPortZeroIsAccepted() {
        String offer =
                BROWSER_OFFER.replace(
                        "m=video 9 UDP/TLS/RTP/SAVPF 96 97 102 103 108 109\r\n",
                        "m=video 0 UDP/TLS/RTP/SAVPF 96 97 102 103 108 109\r\na=bundle-only\r\n");

        assertThat(answer(offer).negotiation().media()).hasSize(2);
    }

    @Test
    void aSectionAtPortZeroWithoutBundleOnlyStaysRefused() {
        String offer = BROWSER_OFFER.replace("m=video 9", "m=video 0");

        assertThat(answer(offer).negotiation().media()).hasSize(1);
        assertThat(answer(offer).description().bundle()).containsExactly("0");
    }

    @Test
    void withoutABundleOnlyTheFirstSectionFits() {
        String offer = BROWSER_OFFER.replace("a=group:BUNDLE 0 1\r\n", "");

        Answer answer = answer(offer);

        assertThat(answer.negotiation().media())
                .extracting(NegotiatedMedia::mid)
                .containsExactly("0");
        assertThat(answer.description().bundle()).isEmpty();
    }

    @Test
    void anIdentifierThatMeansTwoExtensionsIsNotUsed() {
        String offer =
                BROWSER_OFFER.replace(
                        "a=extmap:14 urn:ietf:params:rtp-hdrext:toffset", "a=extmap:4 urn:other");

        NegotiatedMedia audio = answer(offer).negotiation().media().get(0);

        assertThat(audio.extension(HeaderExtension.MID)).isEmpty();
    }

    @Test
    void directionIsWhatBothAllow() {
        String offer = BROWSER_OFFER.replaceFirst("a=sendrecv", "a=sendonly");

        Answer answer = answer(offer);

        assertThat(answer.negotiation().media().get(0).direction()).isEqualTo(Direction.RECVONLY);
        assertThat(answer.description().media().get(0).direction()).isEqualTo(Direction.RECVONLY);
        assertThat(answer.description().media().get(0).ssrcs()).isEmpty();
    }

    @Test
    void fingerprintAndCredentialsMayStandAtSessionLevel() {
        String transport =
                "a=ice-ufrag:EsAw\r\na=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1\r\n"
                        + "a=fingerprint:"
                        + SdpSamples.FINGERPRINT
                        + "\r\na=setup:actpass\r\n";
        String offer =
                BROWSER_OFFER
                        .replace(transport, "")
                        .replace("a=ice-ufrag:EsAw\r\n", "")
                        .replace("a=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1\r\n", "")
                        .replace("a=fingerprint:" + SdpSamples.FINGERPRINT + "\r\n", "")
                        .replace("a=setup:actpass\r\n", "")
                        .replace("t=0 0\r\n", "t=0 0\r\n" + transport);

        assertThat(answer(offer).negotiation().transport().remoteFingerprints()).hasSize(1);
    }

    @Test
    void anOfferWithoutAFingerprintIsMalformed() {
        String offer =
                BROWSER_OFFER.replace("a=fingerprint:" + SdpSamples.FINGERPRINT + "\r\n", "");

        assertThatThrownBy(
                        () -> Answer.create(parsed(offer), origin(), transport(), audioAndVideo()))
                .isInstanceOfSatisfying(
                        SdpException.class,
                        e -> assertThat(e.kind()).isEqualTo(SdpException.Kind.MALFORMED));
    }

    @Test
    void anOfferOfNothingThatWeKnowIsUnacceptable() {
        String offer =
                BROWSER_OFFER
                        .replace("opus/48000/2", "speex/16000")
                        .replace("VP8/", "VP7/")
                        .replace("H264/", "H263/");

        assertThatThrownBy(
                        () -> Answer.create(parsed(offer), origin(), transport(), audioAndVideo()))
                .isInstanceOfSatisfying(
                        SdpException.class,
                        e -> assertThat(e.kind()).isEqualTo(SdpException.Kind.UNACCEPTABLE));
    }

    @Test
    void ourOfferAnsweredByOurselvesAgrees() throws SdpException {
        Offer offer = Offer.create(origin(), transport(), audioAndVideo());

        Answer answer =
                Answer.create(
                        parsed(offer.description().toText()),
                        origin(),
                        transport(),
                        audioAndVideo());
        Negotiation ours = offer.accept(parsed(answer.description().toText()));

        assertThat(ours.media()).hasSize(2);
        assertThat(ours.transport().setup()).isEqualTo(SetupRole.PASSIVE);
        assertThat(ours.media().get(1).codecs())
                .isEqualTo(answer.negotiation().media().get(1).codecs());
        assertThat(ours.transport().remoteCandidates()).hasSize(1);
        assertThat(ours.transport().endOfCandidates()).isTrue();
    }

    @Test
    void anAnswerWithAnotherNumberOfSectionsIsMalformed() {
        Offer offer = Offer.create(origin(), transport(), audioAndVideo());
        Offer shorter = Offer.create(origin(), transport(), audioAndVideo().subList(0, 1));

        assertThatThrownBy(() -> offer.accept(shorter.description()))
                .isInstanceOf(SdpException.class)
                .hasMessageContaining("1 sections");
    }
}
