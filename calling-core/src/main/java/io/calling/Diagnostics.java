package io.calling;

import io.calling.diagnostics.EventLog;
import io.calling.diagnostics.RtpDump;
import org.jspecify.annotations.Nullable;

/**
 * What an application wants to be told of its calls to find out what went wrong; nothing, mostly.
 */
record Diagnostics(@Nullable EventLog log, @Nullable RtpDump dump) {
    static final Diagnostics NONE = new Diagnostics(null, null);

    Diagnostics withLog(EventLog value) {
        return new Diagnostics(value, dump);
    }

    Diagnostics withDump(RtpDump value) {
        return new Diagnostics(log, value);
    }
}
