package org.maskfoundry.annotation.shape;

import java.util.Locale;

/** What is noted of a mask that is kept. */
public enum Finding {
  /** A part of it lies outside the image and was cut off. */
  PARTLY_OUTSIDE,
  /** A ring of it crosses itself, so that parts are counted out by the even-odd rule. */
  SELF_CROSSING,
  /** The annotator did not close the polygon. */
  UNFINISHED_POLYGON,
  /** It has very few pixels. */
  SPECK,
  /** Its image is one pixel high or wide. */
  ONE_PIXEL_IMAGE;

  /** The code in tables and summaries, in snake_case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
