package org.maskfoundry.jobs.cli;

import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;

/** What a dataset can be exported as. */
enum ExportFormat {
  /** SA-1B's files: a record beside each image. */
  SA_1B,
  /** One COCO file. */
  COCO,
  /** Plain Parquet files with SA-1B's records. */
  PARQUET;

  /** The formats' names, for help and completion. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return OptionValues.names(ExportFormat.class).iterator();
    }
  }

  /** Reads a format's name. */
  static final class Converter implements ITypeConverter<ExportFormat> {
    @Override
    public ExportFormat convert(String name) {
      return OptionValues.parse(ExportFormat.class, name);
    }
  }
}
