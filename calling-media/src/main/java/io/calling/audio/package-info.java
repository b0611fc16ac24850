/**
 * Audio for calls in pure Java: Opus, WAV files, microphone and loudspeaker, behind the ports of
 * calling-core.
 */
@NullMarked
package io.calling.audio;

import org.jspecify.annotations.NullMarked;
