/** Hosts made of network namespaces, with links between them that do what networks do. */
@NullMarked
package io.calling.benchmarks.hosts;

import org.jspecify.annotations.NullMarked;
