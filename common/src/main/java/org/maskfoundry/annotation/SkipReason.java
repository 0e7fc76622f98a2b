package org.maskfoundry.annotation;

import java.util.Locale;

/** Why a part of a file is left out that is no mistake. */
public enum SkipReason {
  /** Points, skeletons and the like have no area. */
  KEYPOINT,
  /** Lines have no area. */
  LINE,
  /** Tags, choices, texts and relations are about no pixels. */
  NO_GEOMETRY,
  /** The annotator cancelled it. */
  CANCELLED,
  /** A model's proposal, not a person's work. */
  PREDICTION,
  /** A region that is marked as not annotated, such as a void border. */
  IGNORED_REGION,
  /** The same region stated again under its id. */
  REPEATED;

  /** The code in tables and summaries, in snake_case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
