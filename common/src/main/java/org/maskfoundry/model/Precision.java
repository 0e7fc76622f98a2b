package org.maskfoundry.model;

/** The number format a model computes in; results are always handed over as 32-bit floats. */
public enum Precision {
  /** 32-bit floats. */
  FP32,
  /** 16-bit floats: half the memory and faster on a GPU; for graphs of our own only. */
  FP16
}
