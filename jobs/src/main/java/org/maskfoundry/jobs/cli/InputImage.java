package org.maskfoundry.jobs.cli;

import org.maskfoundry.dataset.ImageReference;
import org.maskfoundry.image.RgbImage;

/**
 * The image a command was given.
 *
 * @param reference its names and sizes
 * @param raster its pixels
 */
record InputImage(ImageReference reference, RgbImage raster) {}
