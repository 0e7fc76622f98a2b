package org.maskfoundry.jobs.spark;

import java.io.IOException;

/** A tar or Parquet file is not what it should be; trying again will not help. */
final class DamagedContainerException extends IOException {

  DamagedContainerException(String message) {
    super(message);
  }

  DamagedContainerException(Throwable cause) {
    super(cause.getMessage(), cause);
  }
}
