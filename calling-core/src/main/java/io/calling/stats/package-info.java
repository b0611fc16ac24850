/**
 * What a call can be measured by, in the shape of W3C webrtc-stats: {@link
 * io.calling.stats.StatsReport} and the entries that it is made of. Values only; calls make them.
 *
 * <p>Departures from the specification: candidates have no address, port, URL or user fragment,
 * transports no user fragment, certificates no certificate; only the pair in use and its two
 * candidates are listed; what the library cannot know, since it never decodes, is left out (levels,
 * energies, sizes and times of decoding).
 */
@org.jspecify.annotations.NullMarked
package io.calling.stats;
