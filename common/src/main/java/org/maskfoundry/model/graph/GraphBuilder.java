package org.maskfoundry.model.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.maskfoundry.model.checkpoint.Checkpoint;
import org.maskfoundry.model.checkpoint.ElementType;
import org.maskfoundry.model.checkpoint.HalfFloat;
import org.maskfoundry.model.checkpoint.Tensor;

/**
 * Builds a graph node by node (onnx.proto, IR version 10, operator set 20 and the contributed
 * operators of {@code com.microsoft}). Values are known by their names.
 */
final class GraphBuilder {

  private static final String CONTRIBUTED = "com.microsoft";
  private static final int FLOAT = 1;
  private static final int INT64 = 7;
  private static final int BOOL = 9;
  private static final int EXTERNAL = 1;

  private final Checkpoint checkpoint;
  private final FloatFormat format;
  private ProtoWriter graph = new ProtoWriter();
  private final Map<String, Tensor> external = new TreeMap<>();
  private int values;

  GraphBuilder(String name, Checkpoint checkpoint, FloatFormat format) {
    this.checkpoint = checkpoint;
    this.format = format;
    graph.text(2, name);
  }

  /**
   * An input of 32-bit floats; an axis of any size is named by a text, one of known size by a
   * number.
   */
  String input(String name, Object... axes) {
    graph.message(11, valueInfo(name, axes));
    return name;
  }

  /** An output of 32-bit floats. */
  void output(String value, String name, Object... axes) {
    String single = cast(value, FLOAT);
    graph.message(1, new ProtoWriter().text(1, single).text(2, name).text(4, "Identity"));
    graph.message(12, valueInfo(name, axes));
  }

  /** An output of whole numbers. */
  void outputLongs(String value, String name, Object... axes) {
    graph.message(1, new ProtoWriter().text(1, value).text(2, name).text(4, "Identity"));
    graph.message(12, valueInfo(INT64, name, axes));
  }

  private static ProtoWriter valueInfo(String name, Object... axes) {
    return valueInfo(FLOAT, name, axes);
  }

  private static ProtoWriter valueInfo(int type, String name, Object... axes) {
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

  private ProtoWriter ofAnyShape(String name) {
    ProtoWriter tensor = new ProtoWriter().number(1, format.onnxType());
    return new ProtoWriter().text(1, name).message(2, new ProtoWriter().message(1, tensor));
  }

  /** The value in the graph's number format. */
  String toFormat(String value) {
    return format == FloatFormat.SINGLE ? value : cast(value, format.onnxType());
  }

  String cast(String value, int onnxType) {
    return node("Cast", Attributes.none().with("to", (long) onnxType), value);
  }

  /** A node of one output without attributes. */
  String node(String operator, String... inputs) {
    return node(operator, Attributes.none(), inputs);
  }

  /** A node of one output; an empty input is left out. */
  String node(String operator, Attributes attributes, String... inputs) {
    return nodes(operator, "", 1, attributes, inputs).get(0);
  }

  /** A node of the contributed operators. */
  String contributed(String operator, Attributes attributes, String... inputs) {
    return nodes(operator, CONTRIBUTED, 1, attributes, inputs).get(0);
  }

  /** A node of several outputs. */
  List<String> nodes(
      String operator, String domain, int outputs, Attributes attributes, String... inputs) {
    ProtoWriter node = new ProtoWriter();
    Arrays.stream(inputs).forEach(input -> node.text(1, input));
    List<String> names = Stream.generate(this::newValue).limit(outputs).toList();
    names.forEach(name -> node.text(2, name));
    node.text(4, operator);
    if (!domain.isEmpty()) {
      node.text(7, domain);
    }
    graph.message(1, node.fields(attributes.toBytes()));
    return names;
  }

  /**
   * The work done for each of a number of items, one after another (operator Loop); what it gives
   * for each is stacked along a new first axis. There may be no items.
   *
   * @param count how many items, {@code [1]}
   * @param work from the item's index to a value of the graph's format and a known shape
   */
  String each(String count, UnaryOperator<String> work) {
    ProtoWriter around = graph;
    graph = new ProtoWriter().text(2, "each");
    String index = newValue();
    String going = newValue();
    graph.message(11, valueInfo(INT64, index)).message(11, valueInfo(BOOL, going));
    String result = work.apply(index);
    String goesOn = node("Identity", going);
    graph.message(12, valueInfo(BOOL, goesOn)).message(12, ofAnyShape(result));
    ProtoWriter body = graph;
    graph = around;
    return node("Loop", Attributes.none().with("body", body), count, "");
  }

  /**
   * One of two values, of which only the one is computed (operator If).
   *
   * @param condition {@code []}
   */
  String choose(String condition, Supplier<String> then, Supplier<String> otherwise) {
    return node(
        "If",
        Attributes.none().with("then_branch", branch(then)).with("else_branch", branch(otherwise)),
        condition);
  }

  private ProtoWriter branch(Supplier<String> work) {
    ProtoWriter around = graph;
    graph = new ProtoWriter().text(2, "branch");
    String result = node("Identity", work.get());
    graph.message(12, ofAnyShape(result));
    ProtoWriter branch = graph;
    graph = around;
    return branch;
  }

  private String newValue() {
    return "v" + values++;
  }

  /** Whole numbers, as shapes and indices need them. */
  String longs(long... numbers) {
    return longs(new long[] {numbers.length}, numbers);
  }

  /** Whole numbers of a shape. */
  String longs(long[] shape, long... numbers) {
    ByteBuffer raw = ByteBuffer.allocate(8 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asLongBuffer().put(numbers);
    return inside(shape, INT64, raw.array());
  }

  /** One number of the graph's format. */
  String number(double value) {
    if (format == FloatFormat.SINGLE) {
      return single(value);
    }
    ByteBuffer raw = ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN);
    raw.putShort(HalfFloat.toBits((float) value));
    return inside(new long[0], format.onnxType(), raw.array());
  }

  /** One number of 32 bits whatever the graph's format. */
  String single(double value) {
    ByteBuffer raw = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    raw.putFloat((float) value);
    return inside(new long[0], FLOAT, raw.array());
  }

  /** Zeros of a shape, in the graph's format. */
  String zeros(long... shape) {
    int count = (int) Arrays.stream(shape).reduce(1, Math::multiplyExact);
    return derived("zeros" + Arrays.toString(shape), shape, new float[count]);
  }

  private String inside(long[] shape, int type, byte[] raw) {
    String name = newValue();
    ProtoWriter tensor = new ProtoWriter();
    for (long size : shape) {
      tensor.number(1, size);
    }
    graph.message(5, tensor.number(2, type).text(8, name).raw(9, raw));
    return name;
  }

  /** A tensor of the checkpoint, in the graph's format. */
  String weight(String name) {
    return outside(checkpoint.tensor(name), format);
  }

  /** Some rows of a tensor of the checkpoint, from {@code start} to {@code end} (exclusive). */
  String weightRows(String name, int start, int end) {
    return outside(checkpoint.tensor(name).rows(start, end), format);
  }

  /** A tensor of the checkpoint in 32-bit floats whatever the graph's format. */
  String singleWeight(String name) {
    return outside(checkpoint.tensor(name), FloatFormat.SINGLE);
  }

  /** A tensor that was derived from the checkpoint's, in the graph's format. */
  String derived(String name, long[] shape, float... numbers) {
    ByteBuffer data = ByteBuffer.allocateDirect(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    data.asFloatBuffer().put(numbers);
    List<Long> axes = Arrays.stream(shape).boxed().toList();
    return outside(new Tensor(name, ElementType.F32, axes, data), format);
  }

  private String outside(Tensor tensor, FloatFormat wanted) {
    String name = wanted == FloatFormat.HALF ? tensor.name() + ":half" : tensor.name();
    if (!external.containsKey(name)) {
      Tensor stored = wanted == FloatFormat.HALF ? halved(tensor, name) : tensor.toFloats();
      external.put(name, stored);
    }
    return name;
  }

  private static ProtoWriter initializer(String name, Tensor tensor) {
    FloatFormat stored = tensor.type() == ElementType.F16 ? FloatFormat.HALF : FloatFormat.SINGLE;
    ProtoWriter initializer = new ProtoWriter();
    tensor.shape().forEach(size -> initializer.number(1, size));
    return initializer.number(2, stored.onnxType()).text(8, name);
  }

  private static ProtoWriter outsideInitializer(String name, Tensor tensor) {
    // The place is never read: the tensor itself is handed to the session by its name.
    return initializer(name, tensor)
        .message(13, new ProtoWriter().text(1, "location").text(2, "checkpoint"))
        .message(13, new ProtoWriter().text(1, "offset").text(2, "0"))
        .message(13, new ProtoWriter().text(1, "length").text(2, "" + tensor.data().remaining()))
        .number(14, EXTERNAL);
  }

  private static Tensor halved(Tensor tensor, String name) {
    Tensor floats = tensor.toFloats();
    ByteBuffer source = floats.data();
    ByteBuffer halves =
        ByteBuffer.allocateDirect(2 * floats.count()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < floats.count(); i++) {
      halves.putShort(2 * i, HalfFloat.toBits(source.getFloat(4 * i)));
    }
    return new Tensor(name, ElementType.F16, tensor.shape(), halves);
  }

  /** The checkpoint, for what is derived from its tensors. */
  Checkpoint checkpoint() {
    return checkpoint;
  }

  /** The model without its tensors, which are beside it. */
  OnnxGraph build() {
    external.forEach((name, tensor) -> graph.message(5, outsideInitializer(name, tensor)));
    return new OnnxGraph(model(), external);
  }

  /** The model with its tensors inside. */
  byte[] buildWhole() {
    external.forEach(
        (name, tensor) -> graph.message(5, initializer(name, tensor).raw(9, bytes(tensor))));
    return model();
  }

  private static byte[] bytes(Tensor tensor) {
    byte[] bytes = new byte[tensor.data().remaining()];
    tensor.data().get(bytes);
    return bytes;
  }

  private byte[] model() {
    return new ProtoWriter()
        .number(1, 10)
        .text(2, "maskfoundry")
        .message(7, graph)
        .message(8, new ProtoWriter().text(1, "").number(2, 20))
        .message(8, new ProtoWriter().text(1, CONTRIBUTED).number(2, 1))
        .toBytes();
  }
}
