/**
 * A video call with a browser, in files: the Java side plays a VP8 clip (IVF) and its sound (WAV),
 * and records what comes back (IVF and Ogg/Opus).
 */
@NullMarked
package io.calling.examples.videocall;

import org.jspecify.annotations.NullMarked;
