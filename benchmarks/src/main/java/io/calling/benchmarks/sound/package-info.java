/** What a bad network does to sound, beside Chromium. */
@NullMarked
package io.calling.benchmarks.sound;

import org.jspecify.annotations.NullMarked;
