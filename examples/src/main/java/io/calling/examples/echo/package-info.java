/**
 * A server that answers WebRTC calls, or places them, and sends back what it hears and sees: for
 * trying browsers and other stacks against this library, with {@code curl} as the signaling.
 */
@NullMarked
package io.calling.examples.echo;

import org.jspecify.annotations.NullMarked;
