package io.calling.ice;

import io.calling.ice.net.IpLiteral;
import io.calling.ice.net.Network;
import io.calling.ice.turn.RelayServer;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where no relay answers at the addresses that its name is known to have, asks the resolver whether
 * there are others: once, and only then, since that tells whoever sees the query of the call. Owned
 * by the loop.
 */
final class SecondLook {
    private final Network network;
    private final Consumer<String> asking;
    private final Consumer<List<RelayServer>> onMoved;
    private final Map<String, CompletionStage<List<InetAddress>>> dialled = new HashMap<>();
    private boolean done;
    private int awaited;

    /**
     * Has not looked.
     *
     * @param asking hears of each name that is looked up
     * @param onMoved hears of those, of a host, that have other addresses; of none where it has not
     */
    SecondLook(Network network, Consumer<String> asking, Consumer<List<RelayServer>> onMoved) {
        this.network = network;
        this.asking = asking;
        this.onMoved = onMoved;
    }

    /**
     * A host is asked at the addresses that are known now: what another call finds out meanwhile is
     * new to this one. A name that is not known yet is looked up by whoever asks there.
     */
    void dialling(String host) {
        if (IpLiteral.parse(host) == null && network.remembers(host)) {
            dialled.computeIfAbsent(host, network::resolve);
        }
    }

    /** Looks, if it has not before. */
    void look(List<RelayServer> servers) {
        if (done) {
            return;
        }
        done = true;
        Map<String, List<RelayServer>> byName = new LinkedHashMap<>();
        for (RelayServer server : servers) {
            String host = server.uri().host();
            if (IpLiteral.parse(host) == null) {
                byName.computeIfAbsent(host, name -> new ArrayList<>()).add(server);
            }
        }
        awaited = byName.size();
        byName.forEach(this::lookUp);
    }

    /** Whether there is something to be heard yet. */
    boolean isPending() {
        return awaited > 0;
    }

    private void lookUp(String host, List<RelayServer> servers) {
        asking.accept(host);
        CompletionStage<List<InetAddress>> before = dialled.get(host);
        (before == null ? network.resolve(host) : before)
                .whenComplete(
                        (known, unknown) ->
                                network.resolveAgain(host)
                                        .whenComplete(
                                                (found, none) ->
                                                        network.execute(
                                                                () ->
                                                                        compare(
                                                                                servers, known,
                                                                                found))));
    }

    private void compare(
            List<RelayServer> servers,
            @Nullable List<InetAddress> known,
            @Nullable List<InetAddress> found) {
        awaited--;
        boolean moved = found != null && (known == null || !known.containsAll(found));
        onMoved.accept(moved ? servers : List.of());
    }
}
