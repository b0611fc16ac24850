/**
 * How much a transport may send now: Google congestion control for the sending side, and the pacer
 * that keeps to it.
 *
 * <p>Packets that left ({@link io.calling.rtp.congestion.BandwidthEstimator#onPacketSent}) and the
 * peer's transport-wide feedback about them go in; a target in bits per second comes out. It is the
 * lowest of what three estimates allow: one from the slope of the one-way delay, which falls before
 * the queue at the bottleneck is long; one from the losses; and the peer's own (REMB). Everything
 * here is pure: time is an argument in nanoseconds, of arbitrary origin, nothing is allocated per
 * packet, and no feedback that a peer can invent makes a method throw or a number leave its bounds.
 *
 * <p>Departures from draft-ietf-rmcat-gcc-02, as in the deployed implementations: the slope of the
 * delay is the trend line of the last twenty groups instead of a Kalman filter's state (5.3), and
 * losses are judged by a model with an inherent loss rate instead of two fixed thresholds (6),
 * because those let a path that loses a tenth of the packets at random starve. Beyond them: a queue
 * that stands at the bottleneck is worked off, though its slope is nothing ({@code StandingQueue});
 * padding probes the path at the start, and again while it isn't known what the path carries; and
 * where feedback stays away the rate is halved each second.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/draft-ietf-rmcat-gcc-02">
 *     draft-ietf-rmcat-gcc-02</a>
 */
@NullMarked
package io.calling.rtp.congestion;

import org.jspecify.annotations.NullMarked;
