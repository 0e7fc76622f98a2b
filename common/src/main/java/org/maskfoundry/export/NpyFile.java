package org.maskfoundry.export;

import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** NumPy's file of one array, version 1.0 (NEP 1). */
public final class NpyFile {

  private static final byte[] MAGIC_AND_VERSION = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final String HALF = "<f2";
  private static final int ALIGNMENT = 64;

  private NpyFile() {}

  /**
   * A file of 32-bit floats, little-endian, in C order.
   *
   * @param parts the values, one part after the other
   * @param shape the whole array's shape
   * @throws IllegalArgumentException where the parts have another number of values than the shape
   */
  public static byte[] float32(List<float[]> parts, int... shape) {
    return file("<f4", Float.BYTES, ByteBuffer::putFloat, parts, shape);
  }

  /**
   * A file of 16-bit floats, little-endian, in C order; values are rounded to the nearest.
   *
   * @param parts the values, one part after the other
   * @param shape the whole array's shape
   * @throws IllegalArgumentException where the parts have another number of values than the shape
   */
  public static byte[] float16(List<float[]> parts, int... shape) {
    return file(
        HALF,
        Short.BYTES,
        (bytes, value) -> bytes.putShort(Fp16Conversions.floatToFp16(value)),
        parts,
        shape);
  }

  /**
   * The values of a file of 16-bit floats that {@link #float16} made, in C order.
   *
   * @throws IllegalArgumentException where the file is another, or cut
   */
  public static float[] readFloat16(byte[] file, int... shape) {
    byte[] header = header(HALF, shape);
    int values =
        Math.toIntExact(Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact));
    if (file.length != header.length + Short.BYTES * values
        || !Arrays.equals(file, 0, header.length, header, 0, header.length)) {
      throw new IllegalArgumentException(
          "Expected an array of 16-bit floats of shape %s in %d bytes, found another file of %d"
              .formatted(Arrays.toString(shape), header.length + 2 * values, file.length));
    }
    ShortBuffer bits =
        ByteBuffer.wrap(file, header.length, Short.BYTES * values)
            .order(ByteOrder.LITTLE_ENDIAN)
            .asShortBuffer();
    float[] read = new float[values];
    for (int i = 0; i < values; i++) {
      read[i] = Fp16Conversions.fp16ToFloat(bits.get(i));
    }
    return read;
  }

  private interface Put {
    void put(ByteBuffer bytes, float value);
  }

  private static byte[] file(
      String type, int valueBytes, Put put, List<float[]> parts, int... shape) {
    long values = parts.stream().mapToLong(part -> part.length).sum();
    long expected = Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact);
    if (values != expected) {
      throw new IllegalArgumentException(
          "Expected %d values for shape %s, found %d"
              .formatted(expected, Arrays.toString(shape), values));
    }
    byte[] header = header(type, shape);
    ByteBuffer file =
        ByteBuffer.allocate(Math.toIntExact(header.length + valueBytes * values))
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(header);
    for (float[] part : parts) {
      for (float value : part) {
        put.put(file, value);
      }
    }
    return file.array();
  }

  private static byte[] header(String type, int[] shape) {
    String sides = Arrays.stream(shape).mapToObj(side -> side + ",").collect(Collectors.joining());
    String description =
        "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + sides + "), }";
    int before = MAGIC_AND_VERSION.length + Short.BYTES;
    int unpadded = before + description.length() + 1;
    int padding = (ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT;
    byte[] text = (description + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(before + text.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC_AND_VERSION)
        .putShort((short) text.length)
        .put(text)
        .array();
  }
}
