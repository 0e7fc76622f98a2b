package org.maskfoundry.jobs.phase;

import org.maskfoundry.config.Settings;
import org.maskfoundry.jobs.spark.AnnotatorFactory;
import org.maskfoundry.jobs.table.RetryErrors;

/**
 * What a phase in which models annotate is asked to do.
 *
 * @param images the source: a folder, file or glob of any file system
 * @param output the dataset, as {@link org.maskfoundry.jobs.table.DatasetCatalog#open} takes it
 * @param command the command line, for the run's row
 * @param settings all settings
 * @param modelName the model's name
 * @param modelDigest SHA-256 (hex) of the model
 * @param annotators who finds the masks
 * @param perImage how often the model is asked about an image
 * @param retryErrors when images that failed are tried again
 */
public record AutomaticWork(
    String images,
    String output,
    String command,
    Settings settings,
    String modelName,
    String modelDigest,
    AnnotatorFactory annotators,
    ModelCalls perImage,
    RetryErrors retryErrors) {}
