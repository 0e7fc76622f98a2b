package org.maskfoundry.jobs.spark;

import java.io.Serializable;
import java.nio.file.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkFiles;
import org.maskfoundry.model.Bundle;
import org.maskfoundry.model.ModelConf;
import org.maskfoundry.model.ModelException;

/**
 * A model on its way to the tasks.
 *
 * @param digest SHA-256 (hex) of the model
 * @param place how tasks come by it
 * @param folder the bundle's folder on the machine that shares it, empty for the embedded model
 */
record SharedModel(String digest, Place place, String folder) implements Serializable {

  /** How tasks come by a model. */
  enum Place {
    /** It is on the class path. */
    CLASS_PATH,
    /** Tasks run on this machine and read the bundle where it lies. */
    FOLDER,
    /** Spark hands the bundle's files to every executor, once. */
    SPARK_FILES
  }

  /** Shares a model with the executors of an application. */
  static SharedModel of(Bundle bundle, SparkContext spark) {
    if (bundle.folder().isEmpty()) {
      return new SharedModel(bundle.digest(), Place.CLASS_PATH, "");
    }
    Path folder = bundle.folder().get().toAbsolutePath();
    if (spark.isLocal()) {
      return new SharedModel(bundle.digest(), Place.FOLDER, folder.toString());
    }
    spark.addFile(folder.resolve(ModelConf.FILE_NAME).toUri().toString());
    bundle
        .conf()
        .files()
        .keySet()
        .forEach(file -> spark.addFile(folder.resolve(file).toUri().toString()));
    return new SharedModel(bundle.digest(), Place.SPARK_FILES, folder.toString());
  }

  /**
   * Opens the model where a task runs.
   *
   * @throws ModelException where it is not the one that was shared
   */
  Bundle open() {
    Bundle bundle =
        switch (place) {
          case CLASS_PATH -> Bundle.embedded();
          case FOLDER -> Bundle.open(Path.of(folder));
          case SPARK_FILES -> Bundle.open(Path.of(SparkFiles.getRootDirectory()));
        };
    if (!bundle.digest().equals(digest)) {
      throw new ModelException(
          "%s: the model's digest is %s, the run began with %s; the bundle was changed meanwhile or the nodes have different versions of Maskfoundry"
              .formatted(bundle.source(), bundle.digest(), digest));
    }
    return bundle;
  }
}
