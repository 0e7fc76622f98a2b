package org.maskfoundry.jobs.spark.ingest;

import java.io.Serializable;

/**
 * An annotation file that could not be read, or not to its end.
 *
 * @param file its relative path
 * @param code why: {@code unreadable_file}, {@code unknown_format}
 * @param message where, what was found, what to do
 */
public record FileProblem(String file, String code, String message) implements Serializable {}
