package org.maskfoundry.jobs.spark.embed;

import java.util.List;
import java.util.Locale;
import org.maskfoundry.export.NpyFile;

/** The number format of embedding files. */
public enum EmbeddingType {
  /** Half the bytes, and what a decoder in the browser takes as well. */
  FLOAT16 {
    @Override
    byte[] file(float[] values, int[] shape) {
      return NpyFile.float16(List.of(values), shape);
    }
  },
  /** As the encoder gives it. */
  FLOAT32 {
    @Override
    byte[] file(float[] values, int[] shape) {
      return NpyFile.float32(List.of(values), shape);
    }
  };

  /** NumPy's file of an embedding. */
  abstract byte[] file(float[] values, int[] shape);

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
