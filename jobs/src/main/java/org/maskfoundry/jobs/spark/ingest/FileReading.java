package org.maskfoundry.jobs.spark.ingest;

import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import org.maskfoundry.annotation.AnnotationFile;
import org.maskfoundry.annotation.AnnotationFormat;
import org.maskfoundry.annotation.AnnotationReader;
import org.maskfoundry.jobs.spark.SourceFile;
import org.maskfoundry.jobs.spark.Storage;

/**
 * How files of annotations are read.
 *
 * @param format the format of all of them, null to recognise each
 * @param cocoImages URI of the COCO file whose images results speak of, null where there is none
 * @param storage opens them
 */
public record FileReading(AnnotationFormat format, String cocoImages, Storage storage)
    implements Serializable {

  /** The file's format, empty where it is none that is known. */
  Optional<AnnotationFormat> format(AnnotationFile file) throws IOException {
    return format != null ? Optional.of(format) : AnnotationFormat.recognise(file);
  }

  AnnotationReader reader(AnnotationFormat recognised) {
    return recognised.reader(
        Optional.ofNullable(cocoImages).map(uri -> new StoredAnnotationFile(uri, uri, storage)));
  }

  AnnotationFile open(SourceFile file) {
    return StoredAnnotationFile.of(file, storage);
  }
}
