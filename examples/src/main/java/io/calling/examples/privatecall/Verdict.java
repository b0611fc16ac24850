package io.calling.examples.privatecall;

import io.calling.EndReason;
import io.calling.examples.ExitCode;

/**
 * How a call went, all in all.
 *
 * @param code what the shell gets
 * @param headline the same in a sentence
 */
record Verdict(ExitCode code, String headline) {

    static Verdict ended(EndReason reason) {
        return new Verdict(ExitCode.of(reason), ExitCode.of(reason).meaning());
    }

    boolean good() {
        return code == ExitCode.OK;
    }
}
