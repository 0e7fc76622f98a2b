package org.maskfoundry.model;

/** The device has not enough memory even for the smallest piece of work. */
public final class DeviceMemoryException extends RuntimeException {

  /** A failure with what was asked for and what to do. */
  public DeviceMemoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
