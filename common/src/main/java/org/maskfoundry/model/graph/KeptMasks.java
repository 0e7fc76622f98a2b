package org.maskfoundry.model.graph;

/**
 * Which masks a decoder returns: of those that are wanted, those whose predicted IoU is greater
 * than a threshold. Prompts without one need not be drawn.
 */
final class KeptMasks {

  static final String THRESHOLD = "pred_iou_thresh";
  static final String WANTED = "wanted_tokens";

  private static final int MASKS = MaskDecoderHeads.MASKS;

  private final GraphBuilder graph;
  private final Layers layers;
  private final long pixels;
  private final String kept;
  private final String any;

  /**
   * Adds the inputs {@code pred_iou_thresh} [1] and {@code wanted_tokens} [4].
   *
   * @param ious {@code [B, 4]}
   */
  KeptMasks(GraphBuilder graph, SamArchitecture sam, String ious) {
    this.graph = graph;
    this.layers = new Layers(graph);
    this.pixels = (long) sam.maskSize() * sam.maskSize();
    String threshold = graph.input(THRESHOLD, 1);
    String wanted = graph.node("Greater", graph.input(WANTED, MASKS), graph.single(0));
    // What is no number is not below either: whoever asked finds out.
    String below =
        graph.node("LessOrEqual", graph.cast(ious, FloatFormat.SINGLE.onnxType()), threshold);
    this.kept = graph.node("And", graph.node("Not", below), wanted);
    this.any = greatest(kept, 1);
  }

  private String greatest(String truths, long axis) {
    String number = graph.cast(truths, FloatFormat.SINGLE.onnxType());
    return graph.node(
        "Greater",
        graph.node("ReduceMax", Attributes.none().with("keepdims", 0L), number, graph.longs(axis)),
        graph.single(0));
  }

  /** {@code []}: whether there is any at all. */
  String isAny() {
    return greatest(any, 0);
  }

  /** {@code [D, ...]} of {@code [B, ...]}: the prompts that have a mask to draw. */
  String drawn(String x) {
    return compressed(x, any);
  }

  /** {@code [K, m * m]} of the drawn prompts' masks {@code [D, 4, ...]}. */
  String of(String masks) {
    return compressed(layers.reshape(masks, -1, pixels), layers.reshape(compressed(kept, any), -1));
  }

  /** {@code [0, m * m]}. */
  String none() {
    return graph.zeros(0, pixels);
  }

  /** Adds the outputs {@code masks} [K, m * m] and {@code kept} [1, K]. */
  void output(String masks) {
    graph.output(masks, "masks", "kept", pixels);
    graph.outputLongs(graph.node("NonZero", layers.reshape(kept, -1)), "kept", 1, "kept");
  }

  private String compressed(String x, String rows) {
    return graph.node("Compress", Attributes.none().with("axis", 0L), x, rows);
  }
}
