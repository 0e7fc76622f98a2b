package org.maskfoundry.jobs.spark.tasks;

import java.io.IOException;
import java.io.OutputStream;
import org.maskfoundry.annotation.ProposalWriter;
import org.maskfoundry.annotation.cvat.CvatWriter;
import org.maskfoundry.annotation.labelstudio.LabelStudioWriter;

/** The tools that tasks can be prepared for. */
public enum AnnotationTool {
  /** JSON to import: tasks with predictions. */
  LABEL_STUDIO("tasks", ".json", "/data/local-files/?d={url_path}") {
    @Override
    ProposalWriter writer(OutputStream stream) throws IOException {
      return new LabelStudioWriter(stream);
    }
  },
  /** XML to upload to a task of the same images. */
  CVAT("annotations", ".xml", "{path}") {
    @Override
    ProposalWriter writer(OutputStream stream) throws IOException {
      return new CvatWriter(stream);
    }
  };

  private final String stem;
  private final String extension;
  private final String address;

  AnnotationTool(String stem, String extension, String address) {
    this.stem = stem;
    this.extension = extension;
    this.address = address;
  }

  /** What the tool imports, where it is one file. */
  String file() {
    return stem + extension;
  }

  /** What the tool imports, where it is several: the n-th file, from 1. */
  String file(int number) {
    return "%s-%05d%s".formatted(stem, number, extension);
  }

  /** How the tool finds images unless it is told otherwise. */
  public String address() {
    return address;
  }

  /** Writes what the tool imports. */
  abstract ProposalWriter writer(OutputStream stream) throws IOException;
}
