package org.maskfoundry.jobs.phase;

import java.util.Optional;
import org.maskfoundry.annotation.AnnotationFormat;
import org.maskfoundry.config.Settings;

/**
 * What a phase in which people annotate is asked to do.
 *
 * @param annotations the files: a folder, file or glob of any file system
 * @param images the images they are about, named likewise
 * @param output the dataset, as {@link org.maskfoundry.jobs.table.DatasetCatalog#open} takes it
 * @param format the files' format, empty to recognise each
 * @param cocoImages the COCO file that lists the images of results, named likewise
 * @param command the command line, for the run's row
 * @param settings all settings
 */
public record AnnotationWork(
    String annotations,
    String images,
    String output,
    Optional<AnnotationFormat> format,
    Optional<String> cocoImages,
    String command,
    Settings settings) {}
