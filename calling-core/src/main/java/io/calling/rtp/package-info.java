/**
 * RTP and RTCP (RFC 3550, RFC 4585): packets read and written in place, statistics, reports, and
 * the jitter buffer. Everything here is pure: time and randomness are arguments, and no byte that a
 * peer can send makes a method throw.
 *
 * <p>Departures from RFC 3550, each because a call has two parties whose packets are authenticated:
 * a source is valid from its first packet on (A.1 waits for the second), the interval between
 * reports isn't reconsidered for a changing group (6.3.3), and the NTP timestamps of sender reports
 * count from a random epoch (6.4.1), because a wall clock's offset would link calls.
 */
@NullMarked
package io.calling.rtp;

import org.jspecify.annotations.NullMarked;
