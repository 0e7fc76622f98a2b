package org.maskfoundry.model.graph;

/**
 * What the tokens give to the cells of an image, head by head. The weights of a head's tokens sum
 * to one, so the last token's follow from the others': a cell gets {@code last} and the others'
 * {@code differences} from it, weighed.
 *
 * @param weights {@code [B, H * (T - 1), n]}
 * @param differences {@code [B, H, T - 1, d]}
 * @param last {@code [B, H, 1, d]}
 */
record TokenMix(String weights, String differences, String last) {}
