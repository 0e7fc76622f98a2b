/**
 * What the product costs: the way of images from files to records step by step, memory, Spark and
 * the sharing of a device, as {@code bin/maskfoundry bench} measures them; and comparisons of the
 * parts with plain variants of our own and with a C program, in turn. {@code docs/performance.md}
 * has the commands.
 */
package org.maskfoundry.bench;
