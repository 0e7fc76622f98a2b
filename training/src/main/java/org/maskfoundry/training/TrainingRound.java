package org.maskfoundry.training;

import org.maskfoundry.detect.DetectionFigures;

/**
 * How training came along in a round, after which the head was measured.
 *
 * @param steps done so far
 * @param loss mean over the round
 * @param heldOut the figures on images that are not learned from
 */
public record TrainingRound(int steps, double loss, DetectionFigures heldOut) {}
