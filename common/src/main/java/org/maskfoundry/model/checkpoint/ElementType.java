package org.maskfoundry.model.checkpoint;

import java.util.Arrays;
import java.util.Optional;

/** The number formats of tensors. */
public enum ElementType {
  /** 64-bit floats. */
  F64(8),
  /** 32-bit floats. */
  F32(4),
  /** 16-bit floats (IEEE 754 binary16). */
  F16(2),
  /** 16-bit floats with the exponent of 32-bit ones (bfloat16). */
  BF16(2),
  /** 64-bit whole numbers. */
  I64(8),
  /** 32-bit whole numbers. */
  I32(4),
  /** 16-bit whole numbers. */
  I16(2),
  /** 8-bit whole numbers with sign. */
  I8(1),
  /** 8-bit whole numbers. */
  U8(1),
  /** True or false, a byte each. */
  BOOL(1);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** The type safetensors knows by this name; empty where there is none. */
  static Optional<ElementType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  /** Bytes of one number. */
  public int bytes() {
    return bytes;
  }
}
