package io.calling.signaling;

import io.calling.media.VideoFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The fields of {@link VideoParameters}. */
final class VideoText {
    private static final String SSRC = "vssrc";
    private static final String REPAIR = "vrtx";
    private static final String FORMAT = "vf";
    private static final String FEEDBACK = "vfb";

    /** As in SDP's "a=rtcp-fb". */
    private static final String ARRIVALS = "transport-cc";

    private static final long MAX_SSRC = 0xFFFF_FFFFL;

    private VideoText() {}

    static void write(VideoParameters video, FieldWriter out) {
        out.field(SSRC, Integer.toUnsignedLong(video.ssrc()))
                .field(REPAIR, Integer.toUnsignedLong(video.repairSsrc()));
        video.formats().forEach(format -> out.field(FORMAT, Tokens.VIDEO_FORMAT.token(format)));
        if (video.tellsArrivals()) {
            out.field(FEEDBACK, ARRIVALS);
        }
    }

    static VideoParameters read(FieldReader in) throws RefusedException {
        return read(in.field(SSRC), in);
    }

    /** Where there may be none. */
    static Optional<VideoParameters> readIfThere(FieldReader in) throws RefusedException {
        List<String> ssrc = in.fields(SSRC, 1);
        return ssrc.isEmpty() ? Optional.empty() : Optional.of(read(ssrc.get(0), in));
    }

    private static VideoParameters read(String ssrc, FieldReader in) throws RefusedException {
        int own = (int) FieldReader.number(ssrc, MAX_SSRC);
        int repair = (int) FieldReader.number(in.field(REPAIR), MAX_SSRC);
        List<VideoFormat> formats = new ArrayList<>();
        for (String token : in.fields(FORMAT, VideoParameters.MAX_FORMATS)) {
            formats.add(Tokens.VIDEO_FORMAT.value(token));
        }
        List<String> feedback = in.fields(FEEDBACK, 1);
        if (!feedback.isEmpty() && !feedback.contains(ARRIVALS)) {
            throw new RefusedException(Refusal.BAD_VALUE);
        }
        return new VideoParameters(own, repair, formats, !feedback.isEmpty());
    }
}
