/** A small web server on the JDK's own, for the examples that show a page. */
@NullMarked
package io.calling.examples.web;

import org.jspecify.annotations.NullMarked;
