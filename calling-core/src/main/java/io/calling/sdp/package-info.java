/**
 * Session descriptions (RFC 8866) and offer/answer as WebRTC uses it (RFC 8829): a value model, a
 * reader that tolerates what real stacks write, a writer that writes only what the RFCs allow, and
 * offers and answers as pure functions. Nothing that is written here tells an address, a product, a
 * user or a clock: those fields are constants or random per call.
 */
@NullMarked
package io.calling.sdp;

import org.jspecify.annotations.NullMarked;
