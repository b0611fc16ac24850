package io.calling.sdp;

import static io.calling.sdp.SdpSamples.origin;
import static io.calling.sdp.SdpSamples.parsed;
import static io.calling.sdp.SdpSamples.track;
import static io.calling.sdp.SdpSamples.transport;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sections that an offer of ours adds to a session (RFC 8829, 5.2.2). */
class AddedSectionTest {
    private static final MediaCapability AUDIO =
            MediaCapability.audio(Direction.SENDRECV, Optional.of(track(1)));
    private static final MediaCapability VIDEO =
            MediaCapability.video(Direction.SENDRECV, Optional.of(track(3)));

    /** A peer whose numbers mean other things than ours do. */
    private static final String PECULIAR =
            String.join(
                    "\r\n",
                    "v=0",
                    "o=- 1 1 IN IP4 127.0.0.1",
                    "s=-",
                    "t=0 0",
                    "a=group:BUNDLE 1 x",
                    "m=audio 9 UDP/TLS/RTP/SAVPF 96 102",
                    "c=IN IP4 0.0.0.0",
                    "a=mid:1",
                    "a=ice-ufrag:EsAw",
                    "a=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1",
                    "a=fingerprint:sha-256 " + "AB:".repeat(31) + "AB",
                    "a=setup:actpass",
                    "a=rtcp-mux",
                    "a=rtpmap:96 opus/48000/2",
                    "a=rtpmap:102 telephone-event/8000",
                    "a=extmap:3 urn:ietf:params:rtp-hdrext:sdes:mid",
                    "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
                    "c=IN IP4 0.0.0.0",
                    "a=mid:x",
                    "");

    private final Answer first = SdpSamples.answer(PECULIAR);

    private Offer offer(MediaCapability... added) {
        List<AddedSection.Place> places =
                AddedSection.places(first.description(), first.negotiation(), added.length);
        List<AddedSection> sections = new ArrayList<>();
        for (AddedSection.Place place : places) {
            sections.add(new AddedSection(place, added[sections.size()]));
        }
        return Offer.again(
                origin().next(),
                transport(),
                first.description(),
                first.negotiation(),
                (index, section) -> Optional.of(AUDIO),
                sections);
    }

    @Test
    void aRefusedSectionIsUsedAgainBeforeAnotherIsAppended() {
        SessionDescription offered = offer(VIDEO, AUDIO).description();

        assertThat(offered.media())
                .extracting(MediaSection::kind)
                .containsExactly("audio", "video", "audio");
        assertThat(offered.media()).noneMatch(MediaSection::isRejected);
        assertThat(offered.bundle()).containsExactly("1", "0", "2");
    }

    /** RFC 8843, 9.1 and RFC 8285, 5: one number means one thing across the bundle. */
    @Test
    void numbersMeanOneThingAcrossTheBundle() {
        SessionDescription offered = offer(VIDEO, VIDEO).description();

        Map<Integer, String> types = new HashMap<>();
        Map<Integer, String> extensions = new HashMap<>();
        for (MediaSection section : offered.media()) {
            Set<Integer> inSection = new HashSet<>();
            for (Codec codec : section.codecs()) {
                String meaning = codec.name() + " " + codec.parameters();
                assertThat(types.merge(codec.payloadType(), meaning, (a, b) -> a))
                        .isEqualTo(meaning);
                assertThat(inSection.add(codec.payloadType())).isTrue();
                codec.associatedPayloadType().ifPresent(apt -> assertThat(inSection).contains(apt));
            }
            for (HeaderExtension extension : section.headerExtensions()) {
                assertThat(extensions.merge(extension.id(), extension.uri(), (a, b) -> a))
                        .isEqualTo(extension.uri());
            }
        }
        assertThat(types).containsEntry(96, "opus " + opusParameters(offered));
        assertThat(extensions).containsEntry(3, HeaderExtension.MID).hasSize(3);
    }

    private static String opusParameters(SessionDescription offered) {
        return offered.media().get(0).codecs().get(0).parameters();
    }

    @Test
    void anotherSectionOfOneKindHasTheFormatsOfTheFirst() {
        SessionDescription offered = offer(AUDIO).description();

        assertThat(offered.media().get(1).formats())
                .isEqualTo(offered.media().get(0).formats())
                .containsExactly("96", "102");
    }

    @Test
    void thePeerAgrees() throws Exception {
        Offer offer = offer(VIDEO, AUDIO);
        Answer answer =
                Answer.create(
                        parsed(offer.description().toText()),
                        new SessionOrigin(7, 0),
                        transport(),
                        List.of(AUDIO, AUDIO, VIDEO));

        assertThat(JsepCheck.faults(offer.description().toText(), answer.description().toText()))
                .isEmpty();
        assertThat(offer.accept(answer.description()).media())
                .extracting(NegotiatedMedia::kind)
                .containsExactly("audio", "video", "audio");
    }

    @Test
    void thePeerMayRefuseWhatIsAdded() throws Exception {
        Offer offer = offer(VIDEO);
        Answer answer =
                Answer.create(
                        parsed(offer.description().toText()),
                        new SessionOrigin(7, 0),
                        transport(),
                        List.of(AUDIO));

        assertThat(offer.accept(answer.description()).media()).hasSize(1);
    }
}
