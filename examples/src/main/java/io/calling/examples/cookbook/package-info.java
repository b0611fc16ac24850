/** The recipes of docs/cookbook.md, as code that is compiled and run. */
@NullMarked
package io.calling.examples.cookbook;

import org.jspecify.annotations.NullMarked;
