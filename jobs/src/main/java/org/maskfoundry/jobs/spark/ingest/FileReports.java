package org.maskfoundry.jobs.spark.ingest;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.SparkContext;
import org.apache.spark.util.CollectionAccumulator;
import org.maskfoundry.annotation.AnnotationFormat;

/**
 * What tasks tell of the files they read. A task that is tried again tells it again, which makes no
 * difference to what is asked for here.
 */
public final class FileReports implements Serializable {

  private static final long serialVersionUID = 1;

  private final CollectionAccumulator<FileProblem> problems;
  private final CollectionAccumulator<String> formats;
  private final CollectionAccumulator<String> ignored;

  /** Reports of a run. */
  public FileReports(SparkContext spark) {
    this.problems = spark.collectionAccumulator("file problems");
    this.formats = spark.collectionAccumulator("file formats");
    this.ignored = spark.collectionAccumulator("ignored files");
  }

  void problem(FileProblem problem) {
    problems.add(problem);
  }

  void ignored(String file) {
    ignored.add(file);
  }

  /** Told once by each task. */
  void formats(Set<AnnotationFormat> read) {
    read.forEach(format -> formats.add(format.optionName()));
  }

  /** Files that could not be read to their end, one problem each, by name. */
  public Collection<FileProblem> problems() {
    TreeMap<String, FileProblem> byFile = new TreeMap<>();
    problems.value().forEach(problem -> byFile.put(problem.file(), problem));
    return byFile.values();
  }

  /** Text files that hold no annotations, such as lists of class names. */
  public List<String> ignoredFiles() {
    return List.copyOf(new TreeSet<>(ignored.value()));
  }

  /** The formats that were read. */
  public List<String> formats() {
    return List.copyOf(new TreeSet<>(formats.value()));
  }
}
