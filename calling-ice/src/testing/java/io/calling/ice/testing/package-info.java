/** What several tests of this module share. */
package io.calling.ice.testing;
