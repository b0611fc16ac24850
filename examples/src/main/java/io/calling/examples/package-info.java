/** Examples of the Calling library, each a command that {@link io.calling.examples.Main} runs. */
@NullMarked
package io.calling.examples;

import org.jspecify.annotations.NullMarked;
