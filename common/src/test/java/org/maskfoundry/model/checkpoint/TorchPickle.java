package org.maskfoundry.model.checkpoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Writes pickles instruction by instruction, as torch.save of PyTorch does in protocol 2. */
final class TorchPickle {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** A pickle of what the items build. */
  static byte[] of(Consumer<TorchPickle> items) {
    TorchPickle pickle = new TorchPickle().code("\u0080\u0002");
    items.accept(pickle);
    return pickle.code(".").bytes.toByteArray();
  }

  /** A pickle of {@code {"w": tensor}}. */
  static byte[] ofTensor(String storage, long[] shape, long[] strides) {
    return of(pickle -> pickle.code("}").text("w").tensor(storage, shape, strides).code("s"));
  }

  /** Instructions that need no arguments, or bring them along. */
  TorchPickle code(String instructions) {
    bytes.writeBytes(instructions.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  TorchPickle text(String value) {
    return code("X" + (char) value.length() + "\0\0\0" + value);
  }

  TorchPickle number(long value) {
    byte[] little =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    return code("\u008a\u0008" + new String(little, StandardCharsets.ISO_8859_1));
  }

  TorchPickle tuple(long... values) {
    code("(");
    for (long value : values) {
      number(value);
    }
    return code("t");
  }

  /** A tensor from the first number of the storage "0" on. */
  TorchPickle tensor(String storage, long[] shape, long[] strides) {
    return code("ctorch._utils\n_rebuild_tensor_v2\n((")
        .text("storage")
        .code("ctorch\n" + storage + "\n")
        .text("0")
        .text("cpu")
        .number(0)
        .code("tQ")
        .number(0)
        .tuple(shape)
        .tuple(strides)
        .code("\u0089ccollections\nOrderedDict\n)RtR");
  }
}
