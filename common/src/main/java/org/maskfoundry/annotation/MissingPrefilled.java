package org.maskfoundry.annotation;

/** What it means where a prefilled mask does not come back with its image. */
public enum MissingPrefilled {
  /** The annotator was shown it in the tool and removed it. */
  DELETED,
  /** The annotator saw it in the painted image only, and drew what was missing. */
  KEPT
}
