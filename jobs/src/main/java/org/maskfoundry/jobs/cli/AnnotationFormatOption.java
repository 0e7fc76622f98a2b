package org.maskfoundry.jobs.cli;

import java.util.Iterator;
import org.maskfoundry.annotation.AnnotationFormat;
import picocli.CommandLine.ITypeConverter;

/** How formats of annotation tools are named in options. */
final class AnnotationFormatOption {

  private AnnotationFormatOption() {}

  /** The formats' names, for help and completion. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return OptionValues.names(AnnotationFormat.class).iterator();
    }
  }

  /** Reads a format's name. */
  static final class Converter implements ITypeConverter<AnnotationFormat> {
    @Override
    public AnnotationFormat convert(String name) {
      return OptionValues.parse(AnnotationFormat.class, name);
    }
  }
}
