package io.calling.signaling;

import io.calling.PrivacyMode;
import io.calling.ice.CandidateType;
import io.calling.media.VideoFormat;
import io.calling.srtp.SetupRole;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The words that stand for the values of an enum on the wire: written down here, so that renaming a
 * constant changes no message.
 */
final class Tokens<E extends Enum<E>> {
    static final Tokens<PrivacyMode> PRIVACY =
            of(
                    PrivacyMode.class,
                    mode ->
                            switch (mode) {
                                case RELAY_ONLY -> "relay";
                                case DIRECT_AFTER_ACCEPT -> "later";
                                case DIRECT -> "direct";
                            });

    static final Tokens<SetupRole> SETUP =
            of(
                    SetupRole.class,
                    role ->
                            switch (role) {
                                case ACTPASS -> "actpass";
                                case ACTIVE -> "active";
                                case PASSIVE -> "passive";
                            });

    static final Tokens<CandidateType> CANDIDATE_TYPE =
            of(CandidateType.class, CandidateType::token);

    static final Tokens<VideoFormat> VIDEO_FORMAT =
            of(
                    VideoFormat.class,
                    format ->
                            switch (format) {
                                case VP8 -> "vp8";
                                case H264 -> "h264";
                            });

    static final Tokens<SignalingMessage.HangUp.Cause> CAUSE =
            of(SignalingMessage.HangUp.Cause.class, SignalingMessage.HangUp.Cause::token);

    private final Function<E, String> tokenOf;
    private final Map<String, E> values;

    private Tokens(Function<E, String> tokenOf, Map<String, E> values) {
        this.tokenOf = tokenOf;
        this.values = values;
    }

    private static <E extends Enum<E>> Tokens<E> of(Class<E> type, Function<E, String> tokenOf) {
        return new Tokens<>(
                tokenOf,
                Stream.of(type.getEnumConstants())
                        .collect(Collectors.toUnmodifiableMap(tokenOf, value -> value)));
    }

    String token(E value) {
        return tokenOf.apply(value);
    }

    E value(String token) throws RefusedException {
        E value = values.get(token);
        if (value == null) {
            throw new RefusedException(Refusal.BAD_VALUE);
        }
        return value;
    }
}
