package org.maskfoundry.jobs.phase;

import org.maskfoundry.config.Settings;
import org.maskfoundry.jobs.table.RetryErrors;
import org.maskfoundry.jobs.table.RowSelection;
import org.maskfoundry.model.Bundle;

/**
 * What a detector is trained with.
 *
 * @param dataset the dataset, as {@link org.maskfoundry.jobs.table.DatasetCatalog#open} takes it
 * @param rows which of its rows
 * @param output the folder that takes the detector
 * @param bundle the model whose embeddings it looks at
 * @param settings all settings
 * @param retryErrors whether images are tried again that processes were lost with
 * @param withCurve whether it is trained on parts of the images as well, to see it grow
 */
public record TrainingWork(
    String dataset,
    RowSelection rows,
    String output,
    Bundle bundle,
    Settings settings,
    RetryErrors retryErrors,
    boolean withCurve) {}
