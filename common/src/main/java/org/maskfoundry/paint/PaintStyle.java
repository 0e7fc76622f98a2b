package org.maskfoundry.paint;

/** How masks are painted into a copy of their image. */
public enum PaintStyle {
  /** Translucent, each in a colour of its own, with an outline. */
  OVERLAY,
  /** Opaque, each in a colour of its own. */
  SOLID,
  /** Blurred until shapes are gone. */
  BLUR,
  /** Filled from the surroundings. */
  INPAINT
}
