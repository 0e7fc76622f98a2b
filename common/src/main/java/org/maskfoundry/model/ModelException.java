package org.maskfoundry.model;

/** A model, checkpoint, graph or device cannot be used; the message says why and what to do. */
public final class ModelException extends RuntimeException {

  /** A failure with its remedy. */
  public ModelException(String message) {
    super(message);
  }

  /** A failure with its remedy and what caused it. */
  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
