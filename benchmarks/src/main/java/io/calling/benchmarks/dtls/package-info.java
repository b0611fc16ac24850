/** DTLS beside OpenSSL: what a handshake costs, and how long it takes on a bad path. */
@NullMarked
package io.calling.benchmarks.dtls;

import org.jspecify.annotations.NullMarked;
