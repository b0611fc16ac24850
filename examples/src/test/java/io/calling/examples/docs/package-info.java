/** The documents under {@code docs}, held against the code. */
@NullMarked
package io.calling.examples.docs;

import org.jspecify.annotations.NullMarked;
