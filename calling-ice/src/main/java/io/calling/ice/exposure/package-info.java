/**
 * What was disclosed: which address or name, to which audience (peer, relay, signaling, resolver,
 * local network), when, and by which packet or field.
 */
@NullMarked
package io.calling.ice.exposure;

import org.jspecify.annotations.NullMarked;
