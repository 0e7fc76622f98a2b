package org.maskfoundry.jobs.cli;

import java.util.Iterator;
import java.util.Optional;
import org.maskfoundry.jobs.spark.tasks.AddressTemplate;
import org.maskfoundry.jobs.spark.tasks.AnnotationTool;
import org.maskfoundry.jobs.spark.tasks.ShownPictures;
import org.maskfoundry.jobs.spark.tasks.TaskFiles;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say for which tool tasks are, and how it finds pictures. */
final class AnnotationToolOption {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--tool",
      paramLabel = "NAME",
      required = true,
      converter = Converter.class,
      completionCandidates = Names.class,
      description = "One of ${COMPLETION-CANDIDATES}.")
  private AnnotationTool tool;

  @Option(
      names = "--image-url",
      paramLabel = "TEMPLATE",
      description =
          "How the tool finds a picture: text with {path} (relative to --images, or to --painted),"
              + " {url_path} (the same, percent-encoded) or {image_id}. Otherwise Label Studio's"
              + " local files, and the path in CVAT.")
  private String imageUrl;

  @Option(
      names = "--batch-images",
      paramLabel = "N",
      description = "Write a file for every N images; otherwise one file.")
  private Integer batchImages;

  /** Tasks of Label Studio in one file, as where no other option is given. */
  static AnnotationToolOption labelStudio() {
    AnnotationToolOption option = new AnnotationToolOption();
    option.tool = AnnotationTool.LABEL_STUDIO;
    return option;
  }

  /** The tools' names, for help and completion. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return OptionValues.names(AnnotationTool.class).iterator();
    }
  }

  /** Reads a tool's name. */
  static final class Converter implements ITypeConverter<AnnotationTool> {
    @Override
    public AnnotationTool convert(String name) {
      return OptionValues.parse(AnnotationTool.class, name);
    }
  }

  /**
   * Refuses what names no picture or no number of images.
   *
   * @throws ParameterException where an option cannot be used
   */
  void check() {
    if (!address().namesImages()) {
      throw new ParameterException(
          command.commandLine(),
          "Option '--image-url': found %s, expected {path}, {url_path} or {image_id} in it"
              .formatted(imageUrl));
    }
    if (batchImages != null && batchImages < 1) {
      throw new ParameterException(
          command.commandLine(),
          "Option '--batch-images': expected at least 1, found " + batchImages);
    }
  }

  private AddressTemplate address() {
    return new AddressTemplate(imageUrl == null ? tool.address() : imageUrl);
  }

  /** Writes tasks as they were asked for. */
  TaskFiles files(ShownPictures pictures) {
    return new TaskFiles(tool, address(), pictures, Optional.ofNullable(batchImages));
  }
}
