package org.maskfoundry.config;

/** Where values come from, each layer over the one before. */
public enum SettingsLayer {
  /** The product's defaults. */
  PRODUCT,
  /** The defaults in the model's {@code model.conf}. */
  MODEL,
  /** The job's file in the product's {@code conf} folder. */
  JOB_FILE,
  /** The file named with {@code --conf}. */
  USER_FILE,
  /** The preset that was named. */
  PRESET,
  /** {@code --set} on the command line. */
  OVERRIDE
}
