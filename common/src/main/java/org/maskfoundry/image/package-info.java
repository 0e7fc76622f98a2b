/**
 * Pictures as plain RGB rasters: decoding with typed refusals, EXIF orientation, the exact resize
 * the models were trained with, and writing. Coordinates are pixels, the origin is the top left
 * corner.
 */
package org.maskfoundry.image;
