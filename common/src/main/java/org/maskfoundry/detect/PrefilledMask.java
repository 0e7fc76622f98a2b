package org.maskfoundry.detect;

import org.maskfoundry.mask.RleMask;

/**
 * A mask of a detected box that is certain.
 *
 * @param mask the pixels
 * @param predictedIou the model's own estimate
 * @param stabilityScore IoU of the mask cut above and below the threshold
 * @param box the box it was asked with, and the detector's score
 */
public record PrefilledMask(
    RleMask mask, double predictedIou, double stabilityScore, DetectedBox box) {}
