package org.maskfoundry.jobs.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * The files of a source of annotations: a file that is named, or those of a folder or glob with the
 * extension of an annotation format.
 */
public final class AnnotationSource {

  private static final Set<String> EXTENSIONS = Set.of("json", "xml", "png", "txt");

  private final FileTree tree;

  private AnnotationSource(FileTree tree) {
    this.tree = tree;
  }

  /**
   * Finds a source.
   *
   * @param path a folder, file or glob, as {@link ImageSource#open} takes it
   * @throws SourceException where nothing is there
   */
  public static AnnotationSource open(SparkSession spark, String path) throws IOException {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    return new AnnotationSource(new SourcePath(path, hadoop, Optional.empty()).tree());
  }

  /** The source as one name, the same for every way to write it. */
  public String name() {
    return tree.name();
  }

  /**
   * The files, in the order of their paths, and folders that may not be listed.
   *
   * @param other what is no annotation although it is called like one, by URI: LabelMe's users keep
   *     photos beside annotations
   */
  public List<SourceFile> files(Predicate<String> other) throws IOException {
    List<SourceFile> found = new ArrayList<>();
    for (Iterator<SourceFile> files = tree.files(); files.hasNext(); ) {
      SourceFile file = files.next();
      boolean taken = file.uri().equals(tree.name()) || hasExtension(file);
      if (file.closed() || (taken && !other.test(file.uri()))) {
        found.add(file);
      }
    }
    found.sort(Comparator.comparing(SourceFile::relativePath));
    return found;
  }

  /**
   * The one file of a source that names one.
   *
   * @throws SourceException where it names none, or several
   */
  public SourceFile file() throws IOException {
    List<SourceFile> files = files(uri -> false);
    if (files.size() != 1) {
      throw new SourceException(
          "%s: found %d files, expected one".formatted(tree.name(), files.size()));
    }
    return files.get(0);
  }

  private static boolean hasExtension(SourceFile file) {
    String path = file.relativePath();
    return EXTENSIONS.contains(path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }
}
