package io.calling;

import io.calling.ice.net.Network;
import io.calling.signaling.CallId;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What an agent gives each of its calls. */
interface CallServices {
    Network network();

    Layers layers();

    /** Where the application's listeners run. */
    Executor listeners();

    /** Where sources and sinks run. */
    Executor media();

    Ports.Post post();

    /** Who wants to be told what happens in calls. */
    Recorders recorders();

    /** The identity keys of the application, if it has some. */
    @Nullable Identities identities();

    /** The call rings: show it to the user. */
    void offer(Call call);

    /** The call goes by another name now. */
    void renamed(Call call, CallId old);

    /** The call is over, and holds nothing any more. */
    void released(Call call);
}
