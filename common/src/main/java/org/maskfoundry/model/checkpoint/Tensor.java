package org.maskfoundry.model.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A tensor of a checkpoint.
 *
 * @param name the name its author gave it
 * @param type the number format
 * @param shape the sizes of its axes, none for a scalar
 * @param data the numbers, row-major and little-endian; a view of the mapped file where that is
 *     possible
 */
public record Tensor(String name, ElementType type, List<Long> shape, ByteBuffer data) {

  /** As 32-bit floats they still fit one buffer. */
  private static final int MOST_NUMBERS = Integer.MAX_VALUE / Float.BYTES;

  /**
   * Copies the shape.
   *
   * @throws IllegalArgumentException where the data does not hold just the numbers the shape asks
   *     for, or more than a buffer of 32-bit floats holds
   */
  public Tensor {
    shape = List.copyOf(shape);
    data = data.slice().order(ByteOrder.LITTLE_ENDIAN);
    if (!fits(type, shape, data.remaining())) {
      throw new IllegalArgumentException(
          "%s: %d bytes are not the numbers of %s %s"
              .formatted(name, data.remaining(), type, shape));
    }
    if (data.remaining() / type.bytes() > MOST_NUMBERS) {
      throw new IllegalArgumentException(
          "%s: %s has more than %d numbers".formatted(name, shape, MOST_NUMBERS));
    }
  }

  /** Whether so many bytes are the numbers of such a tensor; the sizes may be anything. */
  private static boolean fits(ElementType type, List<Long> shape, int bytes) {
    try {
      return shape.stream().reduce((long) type.bytes(), Math::multiplyExact) == bytes;
    } catch (ArithmeticException tooLarge) {
      return false;
    }
  }

  /** Numbers it holds. */
  public int count() {
    return data.remaining() / type.bytes();
  }

  /** Size of an axis. */
  public int size(int axis) {
    return Math.toIntExact(shape.get(axis));
  }

  /** A view of the data of its own position, little-endian. */
  @Override
  public ByteBuffer data() {
    return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * The rows from {@code start} to {@code end} (exclusive), a view of the same numbers under a name
   * of their own.
   */
  public Tensor rows(int start, int end) {
    List<Long> some = new ArrayList<>(shape);
    some.set(0, (long) end - start);
    int rowBytes = data.remaining() / size(0);
    return new Tensor(
        "%s[%d:%d]".formatted(name, start, end),
        type,
        some,
        data.slice(start * rowBytes, (end - start) * rowBytes));
  }

  /** This tensor in 32-bit floats: itself where it is, else a copy outside the heap. */
  public Tensor toFloats() {
    if (type == ElementType.F32) {
      return this;
    }
    ByteBuffer floats = ByteBuffer.allocateDirect(4 * count()).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer source = data();
    for (int i = 0; i < count(); i++) {
      floats.putFloat(4 * i, number(source, i));
    }
    return new Tensor(name, ElementType.F32, shape, floats);
  }

  private float number(ByteBuffer source, int index) {
    return switch (type) {
      case F64 -> (float) source.getDouble(8 * index);
      case F32 -> source.getFloat(4 * index);
      case F16 -> HalfFloat.toFloat(source.getShort(2 * index));
      case BF16 -> Float.intBitsToFloat(source.getShort(2 * index) << 16);
      case I64 -> source.getLong(8 * index);
      case I32 -> source.getInt(4 * index);
      case I16 -> source.getShort(2 * index);
      case I8 -> source.get(index);
      case U8, BOOL -> source.get(index) & 0xff;
    };
  }

  /** The numbers as 32-bit floats on the heap, for small tensors. */
  public float[] toArray() {
    float[] values = new float[count()];
    toFloats().data().asFloatBuffer().get(values);
    return values;
  }
}
