/**
 * Who may ring, and how private a call must be: pure decisions over facts that the application
 * provides.
 */
@NullMarked
package io.calling.policy;

import org.jspecify.annotations.NullMarked;
