package io.calling.examples.chatapp;

import io.calling.CallSession;
import io.calling.EndReason;
import io.calling.IncomingCall;
import io.calling.Privacy;
import io.calling.VideoState;
import io.calling.srtp.verification.ShortAuthenticationString;
import java.io.IOException;

/** What happens, in order. Each scene checks that it happened as it says. */
final class Scenes {
    private final Teller teller;
    private final Town town;
    private final Device alice;
    private final Device phone;
    private final Device desk;
    private final Device carol;

    Scenes(Town town, Teller teller) throws IOException, InterruptedException {
        this.teller = teller;
        this.town = town;
        this.alice = new Device("Alice", town.agent(Town.ALICE), teller);
        this.phone = new Device("Bob's phone", town.agent(Town.BOB), teller);
        this.desk = new Device("Bob's desk", town.agent(Town.BOB), teller);
        this.carol = new Device("Carol", town.agent(Town.CAROL), teller);
    }

    /**
     * Plays them.
     *
     * @return whether all happened as it should; also where whoever watches has seen enough
     */
    boolean play() throws IOException, InterruptedException {
        if (!teller.scene("Alice calls Bob, who has two devices; he takes it on one.")) {
            return true;
        }
        CallSession atAlice = alice.place(Town.BOB);
        IncomingCall atDesk = desk.awaitRinging();
        CallSession atPhone = phone.accept(phone.awaitRinging());
        alice.awaitTalking(atAlice);
        phone.awaitTalking(atPhone);
        boolean well = endsElsewhere(atDesk);
        if (!teller.scene("Is it really Bob? They compare what their devices show.")) {
            return well;
        }
        well &= compare(atAlice, atPhone);
        if (!teller.scene("Alice asks for video; Bob agrees, and stops it again.")) {
            return well;
        }
        well &= video(atAlice, atPhone);
        if (!teller.scene("Bob wants more privacy, in mid-call.")) {
            return well;
        }
        well &= tighten(atAlice, atPhone);
        if (!teller.scene("Both call each other at once: it becomes one call.")) {
            return well;
        }
        well &= glare();
        return !teller.scene("Carol calls Bob, who has blocked her.") ? well : blocked() && well;
    }

    private static boolean endsElsewhere(IncomingCall call) {
        return call.ended().toCompletableFuture().join() == EndReason.ANSWERED_ELSEWHERE;
    }

    private boolean compare(CallSession atAlice, CallSession atPhone) throws InterruptedException {
        ShortAuthenticationString alices = alice.awaitWords(atAlice);
        ShortAuthenticationString bobs = phone.awaitWords(atPhone);
        boolean same = alices.words().equals(bobs.words());
        if (!teller.explain(
                same, "the same words on both: nobody is in between", "somebody is in between")) {
            return false;
        }
        atAlice.confirmSas(alices);
        atPhone.confirmSas(bobs);
        return true;
    }

    private boolean video(CallSession atAlice, CallSession atPhone) throws InterruptedException {
        Video alices = new Video();
        Video bobs = new Video();
        alice.show("asks for video.");
        atAlice.requestVideo(alices.media());
        phone.awaitVideo(atPhone, VideoState.Offered.class);
        boolean well =
                teller.explain(
                        alices.framesDrawn() + bobs.framesDrawn() == 0,
                        "no camera is open yet",
                        "a camera is open that nobody agreed to");
        phone.show("agrees.");
        atPhone.acceptVideo(bobs.media());
        alice.awaitVideo(atAlice, VideoState.On.class);
        alices.awaitPicture();
        bobs.awaitPicture();
        alice.show("sees, and is seen.");
        phone.show("stops the video.");
        atPhone.stopVideo();
        VideoState after = alice.awaitVideo(atAlice, VideoState.Off.class);
        alices.awaitClosed();
        bobs.awaitClosed();
        alice.show("sees nothing any more, and the camera is off.");
        return well && after.equals(new VideoState.Off(VideoState.Off.Cause.THEIR_CHOICE));
    }

    private boolean tighten(CallSession atAlice, CallSession atPhone) throws InterruptedException {
        alice.show(atAlice.privacyReason().sentence() + ".");
        phone.show("asks for relays only.");
        atPhone.privacy(Privacy.RELAY_ONLY);
        String reason = alice.awaitReason(atAlice, "relayed because they asked");
        alice.show(reason + ".");
        atAlice.hangUp();
        return phone.awaitEnd(atPhone) == EndReason.HUNG_UP
                && alice.awaitEnd(atAlice) == EndReason.HUNG_UP;
    }

    private boolean glare() throws InterruptedException {
        CallSession atAlice = alice.place(Town.BOB);
        CallSession atPhone = phone.place(Town.ALICE);
        alice.awaitTalking(atAlice);
        phone.awaitTalking(atPhone);
        boolean well =
                teller.explain(
                        !alice.heard(EndReason.BUSY) && !phone.heard(EndReason.BUSY),
                        "nobody heard \"busy\"",
                        "somebody heard \"busy\"");
        atPhone.hangUp();
        return well
                && alice.awaitEnd(atAlice) == EndReason.HUNG_UP
                && phone.awaitEnd(atPhone) == EndReason.HUNG_UP;
    }

    private boolean blocked() throws InterruptedException {
        int rangBefore = phone.rang() + desk.rang();
        CallSession atCarol = carol.place(Town.BOB);
        EndReason reason = carol.awaitEnd(atCarol);
        boolean quiet =
                teller.explain(
                        phone.rang() + desk.rang() == rangBefore && town.sentTo(Town.CAROL) == 0,
                        "nothing rang at Bob's, and nothing was sent to Carol: she cannot tell",
                        "something rang at Bob's, or was sent to Carol");
        return quiet && reason == EndReason.UNANSWERED;
    }
}
