/** RTP and RTCP (RFC 3550): packets read and written in place, reports, the jitter buffer. */
@NullMarked
package io.calling.rtp;

import org.jspecify.annotations.NullMarked;
