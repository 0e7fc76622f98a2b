/**
 * What the parts of the product cost: inputs that measurements share, and comparisons: the run
 * operations with a C program of the same algorithms, the encoder's attention with that of the
 * public code, the decoder in two graphs with the same in one.
 *
 * <p>Built with the profile {@code launcher}, which writes the class path down, and started with
 * the collector that the product's light commands have:
 *
 * <pre>
 * ./mvnw -q -P launcher -pl bench -am -Dmaven.test.skip=true package
 * jars="bench/target/classes:$(cat bench/target/launcher/runtime.classpath)"
 * java -XX:+UseSerialGC -cp "$jars" org.maskfoundry.bench.RleComparison bench/rle.c
 * java -cp "$jars" org.maskfoundry.bench.EncoderComparison 1
 * java -cp "$jars" org.maskfoundry.bench.DecoderComparison 1
 * java -cp "$jars" org.openjdk.jmh.Main -jvmArgs -XX:+UseSerialGC
 * </pre>
 */
package org.maskfoundry.bench;
