/**
 * Tasks for annotation tools: the masks of a dataset as proposals, in batches, with a manifest that
 * says which image is in which.
 */
package org.maskfoundry.jobs.spark.tasks;
