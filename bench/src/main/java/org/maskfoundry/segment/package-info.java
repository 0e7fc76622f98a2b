/**
 * Benchmarks of what only this package sees: the parts of a generator that {@code common} keeps to
 * itself. They are started as those of {@link org.maskfoundry.bench.jmh} are.
 */
package org.maskfoundry.segment;
