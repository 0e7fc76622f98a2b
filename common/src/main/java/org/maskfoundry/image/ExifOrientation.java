package org.maskfoundry.image;

/** What becomes of the orientation a camera wrote into a file. */
public enum ExifOrientation {
  /** The raster is taken as it is stored, as the public generator does. */
  IGNORE,
  /** The raster is turned and mirrored as the file asks. */
  APPLY
}
