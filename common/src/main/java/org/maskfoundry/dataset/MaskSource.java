package org.maskfoundry.dataset;

/** Who made a mask. */
public enum MaskSource {
  /** A person. */
  MANUAL("manual"),
  /** The model alone. */
  AUTOMATIC("automatic"),
  /** The model, then changed by a person. */
  AUTOMATIC_EDITED("automatic-edited");

  private final String tableName;

  MaskSource(String tableName) {
    this.tableName = tableName;
  }

  /** The source's name in tables and files. */
  public String tableName() {
    return tableName;
  }
}
