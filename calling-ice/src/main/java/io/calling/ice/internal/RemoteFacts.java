package io.calling.ice.internal;

/**
 * What pairing needs to know of a candidate of the peer's, besides its address.
 *
 * @param foundation pairs of one foundation are likely to share their fate
 * @param priority the peer's preference
 */
public record RemoteFacts(String foundation, long priority) {}
