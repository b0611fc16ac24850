/**
 * The tracks of a call: encoded frames in and out, and the streams that carry them over RTP.
 * Nothing here encodes: codecs are the application's, or calling-media's.
 */
@NullMarked
package io.calling.media;

import org.jspecify.annotations.NullMarked;
