/**
 * The story of a call as one HTML page that needs nothing but itself: values that were measured in,
 * text out. Charts are drawn as SVG by hand, labels are HTML, so that they stay legible on a phone.
 */
@NullMarked
package io.calling.examples.report;

import org.jspecify.annotations.NullMarked;
