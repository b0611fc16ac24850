/** The code that the README shows, as code that is compiled and run. */
@NullMarked
package io.calling.examples.readme;

import org.jspecify.annotations.NullMarked;
