package org.maskfoundry.jobs.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import org.maskfoundry.annotation.ProposalWriter;
import org.maskfoundry.annotation.cvat.CvatWriter;
import org.maskfoundry.annotation.labelstudio.LabelStudioWriter;
import picocli.CommandLine.ITypeConverter;

/** The tools that tasks can be prepared for. */
enum AnnotationTool {
  /** JSON to import: tasks with predictions. */
  LABEL_STUDIO("tasks.json", "/data/local-files/?d={url_path}") {
    @Override
    ProposalWriter writer(OutputStream stream, String modelVersion) throws IOException {
      return new LabelStudioWriter(stream, modelVersion);
    }
  },
  /** XML to upload to a task of the same images. */
  CVAT("annotations.xml", "{path}") {
    @Override
    ProposalWriter writer(OutputStream stream, String modelVersion) throws IOException {
      return new CvatWriter(stream);
    }
  };

  private final String file;
  private final String address;

  AnnotationTool(String file, String address) {
    this.file = file;
    this.address = address;
  }

  /** What the tool imports. */
  String file() {
    return file;
  }

  /** How the tool finds images unless it is told otherwise. */
  String address() {
    return address;
  }

  /** Writes what the tool imports. */
  abstract ProposalWriter writer(OutputStream stream, String modelVersion) throws IOException;

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
}
