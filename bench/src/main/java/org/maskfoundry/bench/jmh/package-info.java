/** JMH benchmarks of masks, logits and images. */
package org.maskfoundry.bench.jmh;
