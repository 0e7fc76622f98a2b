package org.maskfoundry.model.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Small ONNX graphs with the names and shapes of other people's exports, for tests. */
public final class ForeignGraph {

  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  private final ProtoWriter graph = new ProtoWriter().text(2, "foreign");
  private int values;

  /** Adds an input of floats; axes are numbers, or texts where they are free. */
  public ForeignGraph input(String name, Object... axes) {
    graph.message(11, valueInfo(name, FLOAT, axes));
    return this;
  }

  /** Adds an input of whole numbers. */
  public ForeignGraph longInput(String name, Object... axes) {
    graph.message(11, valueInfo(name, INT64, axes));
    return this;
  }

  /** Names a value as an output. */
  public ForeignGraph output(String value, String name, Object... axes) {
    graph.message(1, new ProtoWriter().text(1, value).text(2, name).text(4, "Identity"));
    graph.message(12, valueInfo(name, FLOAT, axes));
    return this;
  }

  /** Adds a node of one output. */
  public String node(String operator, String... inputs) {
    ProtoWriter node = new ProtoWriter();
    List.of(inputs).forEach(input -> node.text(1, input));
    String output = "v" + values++;
    graph.message(1, node.text(2, output).text(4, operator));
    return output;
  }

  /** Adds a cast to floats. */
  public String toFloat(String value) {
    String output = "v" + values++;
    graph.message(
        1,
        new ProtoWriter()
            .text(1, value)
            .text(2, output)
            .text(4, "Cast")
            .fields(Attributes.none().with("to", (long) FLOAT).toBytes()));
    return output;
  }

  /** Adds copies of a number of the graph's input that no device has the memory for. */
  public String moreThanFits(String input) {
    String first = node("ReduceMax", input);
    // Only known when it runs: what is constant would be worked out while the graph is loaded.
    String many = node("Expand", first, longs(1L << 23, 1L << 22));
    return node("ReduceMax", node("Relu", many));
  }

  /** Adds constant floats. */
  public String floats(long[] shape, float... numbers) {
    ByteBuffer raw = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(numbers);
    return constant(shape, FLOAT, raw.array());
  }

  /** Adds constant whole numbers in one axis. */
  public String longs(long... numbers) {
    ByteBuffer raw = ByteBuffer.allocate(8 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asLongBuffer().put(numbers);
    return constant(new long[] {numbers.length}, INT64, raw.array());
  }

  private String constant(long[] shape, int type, byte[] raw) {
    String name = "v" + values++;
    ProtoWriter tensor = new ProtoWriter();
    for (long size : shape) {
      tensor.number(1, size);
    }
    graph.message(5, tensor.number(2, type).text(8, name).raw(9, raw));
    return name;
  }

  private static ProtoWriter valueInfo(String name, int type, Object... axes) {
    ProtoWriter shape = new ProtoWriter();
    for (Object axis : axes) {
      shape.message(
          1,
          axis instanceof String text
              ? new ProtoWriter().text(2, text)
              : new ProtoWriter().number(1, ((Number) axis).longValue()));
    }
    ProtoWriter tensor = new ProtoWriter().number(1, type).message(2, shape);
    return new ProtoWriter().text(1, name).message(2, new ProtoWriter().message(1, tensor));
  }

  /** The serialized model. */
  public byte[] build() {
    return new ProtoWriter()
        .number(1, 8)
        .message(7, graph)
        .message(8, new ProtoWriter().text(1, "").number(2, 17))
        .toBytes();
  }
}
