/** Other people's programs as peers in our tests. */
package io.calling.testkit.foreign;
