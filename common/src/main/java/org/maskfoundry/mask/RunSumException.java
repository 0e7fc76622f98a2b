package org.maskfoundry.mask;

/** The runs of a mask do not sum to the pixels of its frame. */
public final class RunSumException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  RunSumException(String message) {
    super(message);
  }
}
