package io.calling;

import io.calling.media.RtpTrack;
import io.calling.media.TrackBundle;
import io.calling.sdp.Negotiation;
import io.calling.stats.StatsReport;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The tracks of one session, once media may flow. Changed on the loop, read by any thread. */
final class SessionTracks {
    private final SessionMedia media;
    private final SecurePath path;
    private final Consumer<? super List<RtpTrack>> listener;
    private volatile @Nullable TrackBundle bundle;

    /**
     * @param listener told of each track once
     */
    SessionTracks(SessionMedia media, SecurePath path, Consumer<? super List<RtpTrack>> listener) {
        this.media = media;
        this.path = path;
        this.listener = listener;
    }

    void start(Negotiation agreed) {
        TrackBundle opened = media.open(agreed, path);
        bundle = opened;
        path.attach(opened);
        opened.start();
        tell(opened.tracks());
    }

    /** What was negotiated anew, if media flow already. */
    void change(Negotiation agreed) {
        TrackBundle open = bundle;
        if (open != null) {
            tell(open.change(media.configs(agreed)));
        }
    }

    /** Adds what all tracks have counted to a report; on the loop. */
    void stats(StatsReport.Builder into) {
        TrackBundle open = bundle;
        if (open != null) {
            open.stats(into);
        }
    }

    /** Bits per second that may be sent, as far as the peer has told; on the loop. */
    OptionalDouble availableBitrate() {
        TrackBundle open = bundle;
        return open == null ? OptionalDouble.empty() : open.availableBitrate();
    }

    private void tell(List<RtpTrack> fresh) {
        if (!fresh.isEmpty()) {
            Guarded.run("track listener", () -> listener.accept(fresh));
        }
    }

    List<RtpTrack> all() {
        TrackBundle open = bundle;
        return open == null ? List.of() : open.tracks();
    }
}
