package org.maskfoundry.model.graph;

/**
 * A prompt's image after a layer, as what its tokens added to the image that all prompts share.
 * Before its layer norm a cell is the shared cell (scaled, after the second layer, by the first
 * one's {@code scale}) plus the rows of {@code values} weighed by the cell's column of {@code
 * added}.
 *
 * @param added {@code [B, r, n]}
 * @param values {@code [B, r, C]}, centred over the channels
 * @param scale {@code [B, 1, n]}: one over the standard deviation of a cell
 */
record AddedImage(String added, String values, String scale) {}
