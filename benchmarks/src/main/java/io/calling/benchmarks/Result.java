package io.calling.benchmarks;

import io.calling.srtp.SrtpProfile;

/**
 * What one contestant needed for one profile, direction and size.
 *
 * @param ratio our nanoseconds divided by its, round by round
 */
record Result(
        SrtpProfile profile,
        Direction direction,
        int payloadBytes,
        String contestant,
        Samples nanos,
        Samples ratio) {
    static final String OURS = "Calling";

    static Result of(
            SrtpProfile profile, Direction direction, int payloadBytes, Lane ours, Lane lane) {
        double[] nanos = lane.nanos(direction);
        return new Result(
                profile,
                direction,
                payloadBytes,
                lane.name(),
                new Samples(nanos),
                Samples.ratios(ours.nanos(direction), nanos));
    }
}
