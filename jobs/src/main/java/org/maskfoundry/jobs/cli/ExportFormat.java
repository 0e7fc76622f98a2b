package org.maskfoundry.jobs.cli;

import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What a dataset can be exported as. */
enum ExportFormat {
  /** SA-1B's files: a record beside each image. */
  SA_1B,
  /** One COCO file. */
  COCO,
  /** Plain Parquet files with SA-1B's records. */
  PARQUET;

  /** The format's name in options. */
  String optionName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The formats' names, for help and completion. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.of(values()).map(ExportFormat::optionName).iterator();
    }
  }

  /** Reads a format's name. */
  static final class Converter implements ITypeConverter<ExportFormat> {
    @Override
    public ExportFormat convert(String name) {
      return Stream.of(values())
          .filter(format -> format.optionName().equals(name))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "expected one of %s, found %s"
                          .formatted(String.join(", ", new Names()), name)));
    }
  }
}
