/**
 * One image in, masks out: the predictor that answers prompts, and the automatic generator that
 * asks a grid of points on the image and its crops, filters, deduplicates and cleans. Method and
 * parameter names follow the public implementation so that both can be read side by side.
 */
package org.maskfoundry.segment;
