package io.calling.ice;

/**
 * The pair of candidates in use.
 *
 * @param local ours
 * @param remote the peer's
 */
public record SelectedPair(Candidate local, Candidate remote) {}
