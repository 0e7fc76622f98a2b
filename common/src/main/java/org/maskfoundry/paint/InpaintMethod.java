package org.maskfoundry.paint;

/** How masks are filled from their surroundings, without a model. */
public enum InpaintMethod {
  /** By fast marching (Telea 2004). */
  TELEA,
  /** By fluid dynamics (Bertalmio et al. 2001). */
  NAVIER_STOKES
}
