/**
 * What an app does with calls, without its screen; its tests show how to test an app that embeds
 * calls.
 */
@NullMarked
package io.calling.examples.phone;

import org.jspecify.annotations.NullMarked;
