package org.maskfoundry.jobs.cli;

import java.util.Iterator;
import org.maskfoundry.annotation.AnnotationFormat;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How formats of annotation tools are named in options. */
final class AnnotationFormatOption {

  private AnnotationFormatOption() {}

  /** The formats' names, for help and completion. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return AnnotationFormat.names().iterator();
    }
  }

  /** Reads a format's name. */
  static final class Converter implements ITypeConverter<AnnotationFormat> {
    @Override
    public AnnotationFormat convert(String name) {
      return AnnotationFormat.named(name)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "expected one of %s, found %s"
                          .formatted(String.join(", ", AnnotationFormat.names()), name)));
    }
  }
}
