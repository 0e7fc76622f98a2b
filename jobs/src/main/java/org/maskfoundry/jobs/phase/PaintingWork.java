package org.maskfoundry.jobs.phase;

import org.maskfoundry.config.Settings;
import org.maskfoundry.jobs.table.RetryErrors;
import org.maskfoundry.jobs.table.RowSelection;

/**
 * What is painted.
 *
 * @param dataset the dataset, as {@link org.maskfoundry.jobs.table.DatasetCatalog#open} takes it
 * @param rows which of its rows; the newest of each image counts
 * @param output the folder that takes the pictures
 * @param settings all settings
 * @param retryErrors whether images are tried again that processes were lost with
 */
public record PaintingWork(
    String dataset, RowSelection rows, String output, Settings settings, RetryErrors retryErrors) {}
