package org.maskfoundry.annotation;

import org.maskfoundry.mask.RleMask;

/**
 * A mask that an annotator is to look at.
 *
 * @param id our id of it, by which it is known when it comes back
 * @param mask its pixels, of the image's size
 * @param score the model's own estimate
 */
public record ProposedMask(String id, RleMask mask, double score) {}
