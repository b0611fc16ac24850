/**
 * What two agents tell each other: closed, versioned messages in a compact text form. The
 * application carries them over a channel of its own.
 */
@NullMarked
package io.calling.signaling;

import org.jspecify.annotations.NullMarked;
