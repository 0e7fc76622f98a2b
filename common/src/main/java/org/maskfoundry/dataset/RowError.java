package org.maskfoundry.dataset;

import org.maskfoundry.config.Redaction;

/**
 * Why an image has no masks: it failed.
 *
 * @param code the reason, one of a fixed set
 * @param message which file, what was found, what to do
 */
public record RowError(String code, String message) {

  /** Rows are read by many: no secret gets into one. */
  public RowError {
    message = Redaction.text(message);
  }
}
