/**
 * Masks as sets of pixels, held as column-major runs: algebra, boxes, components and holes, the
 * COCO string codec, and the way from low-resolution logits straight to runs. Nothing here knows an
 * image file, a model or Spark.
 */
package org.maskfoundry.mask;
