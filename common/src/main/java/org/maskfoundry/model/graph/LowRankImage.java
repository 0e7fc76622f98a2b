package org.maskfoundry.model.graph;

/**
 * An image of a prompt as the one that all prompts share and a product of few columns: a cell is
 * the shared cell times {@code scale}, plus the rows of {@code values} weighed by the cell's column
 * of {@code added}.
 *
 * @param shared {@code [1, n, C]}
 * @param scale {@code [B, 1, n]}
 * @param added {@code [B, r, n]}
 * @param values {@code [B, r, C]}
 */
record LowRankImage(String shared, String scale, String added, String values) {}
