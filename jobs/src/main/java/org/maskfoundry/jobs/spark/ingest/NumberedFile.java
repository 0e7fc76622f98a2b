package org.maskfoundry.jobs.spark.ingest;

import java.io.Serializable;
import org.maskfoundry.jobs.spark.SourceFile;

/**
 * An annotation file and its place among all files.
 *
 * @param number from 0
 * @param file the file
 */
record NumberedFile(int number, SourceFile file) implements Serializable {}
