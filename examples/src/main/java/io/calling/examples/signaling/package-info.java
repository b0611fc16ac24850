/**
 * Signaling between processes for the examples: a small server that passes lines on between named
 * parties, and the channel to it. It stands for the chat connection, WebSocket or push service that
 * an application has anyway; it authenticates nobody.
 */
@NullMarked
package io.calling.examples.signaling;

import org.jspecify.annotations.NullMarked;
