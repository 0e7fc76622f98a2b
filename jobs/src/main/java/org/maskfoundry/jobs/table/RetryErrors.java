package org.maskfoundry.jobs.table;

/** When an image that failed under the same model and settings is tried again. */
public enum RetryErrors {
  /** When its file has another length or modification time. */
  WHEN_CHANGED,
  /** In every run. */
  ALWAYS
}
