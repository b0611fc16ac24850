package io.calling.testkit.relay;

/**
 * What a relay did so far.
 *
 * @param allocations that are up now
 * @param allocationsMade since the start
 * @param packetsToPeers relayed from clients to peers
 * @param packetsToClients relayed from peers to clients
 * @param bytesToPeers payload relayed from clients to peers
 * @param bytesToClients payload relayed from peers to clients
 * @param packetsWithoutPermission that came from a peer, or were for one, without a permission
 * @param packetsTampered changed, dropped or held up by a fault on command
 * @param requestsRefused answered with an error, the first 401 of each client included
 * @param malformed datagrams that are neither STUN nor ChannelData, or broken
 */
public record RelayCounters(
        int allocations,
        long allocationsMade,
        long packetsToPeers,
        long packetsToClients,
        long bytesToPeers,
        long bytesToClients,
        long packetsWithoutPermission,
        long packetsTampered,
        long requestsRefused,
        long malformed) {}
