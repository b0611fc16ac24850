package io.calling.ice.turn;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where the application's relays come from. Asked each time that a call gathers. */
@FunctionalInterface
public interface RelayProvider {
    /** The relays to use now; an empty list where there is none. */
    CompletionStage<List<RelayServer>> relays();
}
