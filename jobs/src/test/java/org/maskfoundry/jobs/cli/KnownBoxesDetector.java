package org.maskfoundry.jobs.cli;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A detector in ONNX, torchvision's kind, that answers every image with the same boxes. */
final class KnownBoxesDetector {

  private static final int FLOAT = 1;

  private KnownBoxesDetector() {}

  /** The model; boxes are {@code left, top, right, bottom, score}. */
  static byte[] of(float[]... boxes) {
    float[] corners = new float[4 * boxes.length];
    float[] scores = new float[boxes.length];
    for (int i = 0; i < boxes.length; i++) {
      System.arraycopy(boxes[i], 0, corners, 4 * i, 4);
      scores[i] = boxes[i][4];
    }
    Message graph =
        new Message()
            .message(1, identity("b", "boxes"))
            .message(1, identity("s", "scores"))
            .text(2, "known boxes")
            .message(5, constant("b", corners, boxes.length, 4))
            .message(5, constant("s", scores, boxes.length))
            .message(11, value("image", 3, -1, -1))
            .message(12, value("boxes", boxes.length, 4))
            .message(12, value("scores", boxes.length));
    return new Message()
        .number(1, 8)
        .message(7, graph)
        .message(8, new Message().text(1, "").number(2, 17))
        .bytes();
  }

  private static Message identity(String input, String output) {
    return new Message().text(1, input).text(2, output).text(4, "Identity");
  }

  private static Message constant(String name, float[] values, int... shape) {
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    Message tensor = new Message();
    for (int side : shape) {
      tensor.number(1, side);
    }
    return tensor.number(2, FLOAT).text(8, name).raw(9, raw.array());
  }

  private static Message value(String name, int... shape) {
    Message sides = new Message();
    for (int side : shape) {
      sides.message(1, side < 0 ? new Message().text(2, "any") : new Message().number(1, side));
    }
    Message tensor = new Message().number(1, FLOAT).message(2, sides);
    return new Message().text(1, name).message(2, new Message().message(1, tensor));
  }

  /** A protobuf message on its way. */
  private static final class Message {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Message number(int field, long value) {
      varint((long) field << 3);
      varint(value);
      return this;
    }

    Message text(int field, String text) {
      return raw(field, text.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message message) {
      return raw(field, message.bytes());
    }

    Message raw(int field, byte[] bytes) {
      varint(((long) field << 3) | 2);
      varint(bytes.length);
      out.writeBytes(bytes);
      return this;
    }

    byte[] bytes() {
      return out.toByteArray();
    }

    private void varint(long value) {
      long left = value;
      while (left > 0x7f) {
        out.write((int) ((left & 0x7f) | 0x80));
        left >>>= 7;
      }
      out.write((int) left);
    }
  }
}
