package org.maskfoundry.dataset;

import org.maskfoundry.config.Redaction;

/**
 * An annotation that was refused while its image was kept.
 *
 * @param code the reason, one of a fixed set
 * @param message which file and annotation, what was found, what to do
 * @param annotationId the tool's id, or empty
 * @param file the annotation file, or empty
 */
public record Rejection(String code, String message, String annotationId, String file) {

  /** Annotation files name images by addresses, some of which hold keys. */
  public Rejection {
    message = Redaction.text(message);
  }
}
