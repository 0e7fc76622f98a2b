/**
 * What people annotated, on Spark: annotation files are read piece by piece, pieces are matched
 * with listed images by name and brought together image by image, and each image becomes a row.
 */
package org.maskfoundry.jobs.spark.ingest;
