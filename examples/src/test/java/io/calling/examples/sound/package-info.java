/** Recordings that calling and programs of others exchange. */
@NullMarked
package io.calling.examples.sound;

import org.jspecify.annotations.NullMarked;
