/**
 * What a detector is trained on: the boxes of a dataset's masks, image by image, and the embeddings
 * of those images.
 */
package org.maskfoundry.jobs.spark.train;
