/**
 * Graphs that ours are measured against, built with what {@code common}'s package of this name
 * keeps to itself.
 */
package org.maskfoundry.model.graph;
