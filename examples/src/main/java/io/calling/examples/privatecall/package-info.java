/**
 * The example that this library exists for: Alice calls Bob through a relay, both hear each other,
 * and neither can learn the other's address; shown by what crossed their sockets.
 */
@NullMarked
package io.calling.examples.privatecall;

import org.jspecify.annotations.NullMarked;
