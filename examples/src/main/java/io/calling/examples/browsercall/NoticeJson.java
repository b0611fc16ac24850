package io.calling.examples.browsercall;

import io.calling.PeerId;
import io.calling.examples.Json;

/** Notices as the page reads them. */
final class NoticeJson {
    private NoticeJson() {}

    static String of(Notice notice) {
        Json json = new Json().begin();
        if (notice instanceof Notice.Here here) {
            json.field("kind", "here")
                    .array("names", here.names().stream().map(PeerId::value).toList());
        } else if (notice instanceof Notice.Incoming incoming) {
            json.field("kind", "incoming")
                    .field("call", incoming.callId())
                    .field("caller", incoming.caller().value())
                    .flag("video", incoming.video())
                    .field("rule", incoming.rule())
                    .flag("relayed", incoming.relayed());
        } else if (notice instanceof Notice.Rings rings) {
            json.field("kind", "rings").field("call", rings.callId());
        } else if (notice instanceof Notice.Accepted accepted) {
            json.field("kind", "accepted")
                    .field("call", accepted.callId())
                    .flag("relayed", accepted.relayed())
                    .flag("peerAsked", accepted.peerAsked());
        } else {
            inCall(json, notice);
        }
        return json.end().toString();
    }

    private static void inCall(Json json, Notice notice) {
        if (notice instanceof Notice.Described described) {
            json.field("kind", "described")
                    .field("call", described.callId())
                    .flag("isOffer", described.isOffer())
                    .field("sdp", described.sdp())
                    .field("binding", described.binding());
        } else if (notice instanceof Notice.Revealed revealed) {
            json.field("kind", "revealed")
                    .field("call", revealed.callId())
                    .field("nonce", revealed.nonce());
        } else if (notice instanceof Notice.Redescribed redescribed) {
            json.field("kind", "redescribed")
                    .field("call", redescribed.callId())
                    .flag("isOffer", redescribed.isOffer())
                    .field("sdp", redescribed.sdp());
        } else if (notice instanceof Notice.Held held) {
            json.field("kind", "held").field("call", held.callId()).flag("on", held.on());
        } else if (notice instanceof Notice.Over over) {
            json.field("kind", "over")
                    .field("call", over.callId())
                    .field("reason", over.reason().name())
                    .field("advice", over.reason().advice());
        }
    }
}
