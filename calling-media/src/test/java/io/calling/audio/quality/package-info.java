/**
 * How good speech sounds that went through a call, measured against what was said.
 *
 * <p>The measure is ViSQOL in its mode for speech: see {@link
 * io.calling.audio.quality.SpeechQuality}.
 */
package io.calling.audio.quality;
