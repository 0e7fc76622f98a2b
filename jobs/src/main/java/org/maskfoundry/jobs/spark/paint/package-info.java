/**
 * Masks of a dataset painted into copies of their images, for annotators who are to see what is
 * still missing: a picture for each image, and a manifest that says which image it is of.
 */
package org.maskfoundry.jobs.spark.paint;
