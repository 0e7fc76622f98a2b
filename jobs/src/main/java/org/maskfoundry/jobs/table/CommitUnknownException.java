package org.maskfoundry.jobs.table;

/**
 * The storage did not say whether a commit happened. Nothing was removed; the next run of the same
 * work looks and goes on from what is there.
 */
public final class CommitUnknownException extends RuntimeException {

  /** The failure as the storage told it. */
  public CommitUnknownException(Throwable cause) {
    super(
        "It is not known whether the last commit came through (%s). Nothing was removed; run the same command again: it finds out and goes on"
            .formatted(cause.getMessage()),
        cause);
  }
}
