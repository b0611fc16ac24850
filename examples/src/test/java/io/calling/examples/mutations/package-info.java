/**
 * Breaks one guard of the library after the other, in a copy, and sees that the tests of its row
 * notice: {@code mvn test -Pmutations}.
 */
@NullMarked
package io.calling.examples.mutations;

import org.jspecify.annotations.NullMarked;
