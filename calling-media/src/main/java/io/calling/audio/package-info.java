/**
 * Audio for calls in pure Java: Opus, files (WAV, Ogg), microphones and loudspeakers that may be
 * plugged in and out, recording with consent, and a measure of what was heard, behind the ports of
 * calling-core.
 */
@NullMarked
package io.calling.audio;

import org.jspecify.annotations.NullMarked;
