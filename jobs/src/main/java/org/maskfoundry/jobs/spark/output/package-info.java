/**
 * What a dataset is written out as: folders on any file system that hold SA-1B files, plain
 * Parquet, or pictures and a page to look at. Images are read where they lie, by the tasks that
 * write them.
 */
package org.maskfoundry.jobs.spark.output;
