package org.maskfoundry.image;

import java.util.Locale;

/** Why a file is refused. */
public enum ImageProblem {
  /** The file has no bytes. */
  EMPTY_FILE,
  /** The bytes are not an image of any known format. */
  NOT_AN_IMAGE,
  /** The bytes are an image of a format that is not read. */
  UNSUPPORTED_FORMAT,
  /** The image ends before its last pixel. */
  TRUNCATED,
  /** The image says it has more pixels than are allowed. */
  TOO_MANY_PIXELS,
  /** The image's header or pixels contradict themselves. */
  CORRUPT;

  /** The reason's name in tables and files, in snake_case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
