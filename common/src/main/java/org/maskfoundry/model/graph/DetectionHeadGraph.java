package org.maskfoundry.model.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.maskfoundry.model.checkpoint.Checkpoint;

/**
 * The graph of a detection head: {@code image_embeddings} [1, C, S, S] to {@code boxes} [1, N, 4],
 * corners in pixels of the model's square input, and {@code scores} [1, N], 0 to 1; N are the cells
 * of all grids. Its weights are inside.
 */
public final class DetectionHeadGraph {

  /** The graph's input. */
  public static final String EMBEDDING = "image_embeddings";

  private final HeadArchitecture head;
  private final GraphBuilder graph;
  private final Layers layers;

  private DetectionHeadGraph(HeadArchitecture head, Checkpoint weights) {
    this.head = head;
    this.graph = new GraphBuilder("detection_head", weights, FloatFormat.SINGLE);
    this.layers = new Layers(graph);
  }

  /**
   * The serialized model.
   *
   * @param weights the tensors {@link HeadArchitecture#tensors} names
   */
  public static byte[] of(HeadArchitecture head, Checkpoint weights) {
    return new DetectionHeadGraph(head, weights).build();
  }

  private byte[] build() {
    int side = head.embeddingSize();
    String embedding = graph.input(EMBEDDING, 1, head.channels(), side, side);
    List<HeadNetwork.Answer<String>> answers =
        new HeadNetwork<>(head, new Nodes()).answers(embedding);
    List<String> boxes = new ArrayList<>();
    List<String> scores = new ArrayList<>();
    for (int level = 0; level < answers.size(); level++) {
      boxes.add(boxes(answers.get(level).sides(), level));
      scores.add(layers.reshape(answers.get(level).scores(), 1, -1));
    }
    graph.output(layers.concat(1, boxes.toArray(String[]::new)), "boxes", 1, head.cells(), 4);
    String logits = layers.concat(1, scores.toArray(String[]::new));
    graph.output(graph.node("Sigmoid", logits), "scores", 1, head.cells());
    return graph.buildWhole();
  }

  /** {@code [1, side * side, 4]}: the middle of each cell, less or plus how far each side is. */
  private String boxes(String sides, int index) {
    HeadLevel level = head.levels().get(index);
    String rows = layers.transpose(layers.reshape(sides, 1, 4, level.cells()), 0, 2, 1);
    String far = graph.node("Softplus", rows);
    float away = (float) (HeadArchitecture.CELLS_PER_SIDE * level.cell());
    String signed =
        graph.derived("level.%d.away".formatted(index), new long[] {4}, -away, -away, away, away);
    float[] centres = new float[4 * level.cells()];
    for (int cell = 0; cell < level.cells(); cell++) {
      for (int corner = 0; corner < 4; corner += 2) {
        centres[4 * cell + corner] = (float) level.centre(cell % level.side());
        centres[4 * cell + corner + 1] = (float) level.centre(cell / level.side());
      }
    }
    String middle =
        graph.derived(
            "level.%d.centres".formatted(index), new long[] {1, level.cells(), 4}, centres);
    return graph.node("Add", middle, graph.node("Mul", far, signed));
  }

  private final class Nodes implements HeadNetwork.Operations<String> {

    @Override
    public String standardised(String embedding) {
      String mean = layers.reshape(graph.weight("input.mean"), 1, head.channels(), 1, 1);
      String scale = layers.reshape(graph.weight("input.scale"), 1, head.channels(), 1, 1);
      return graph.node("Mul", graph.node("Sub", embedding, mean), scale);
    }

    @Override
    public String block(String x, String name, int stride) {
      String convolved =
          graph.node(
              "Conv",
              Attributes.none().with("pads", 1, 1, 1, 1).with("strides", stride, stride),
              x,
              graph.weight(name + ".weight"));
      return graph.node("Relu", normed(convolved, name + ".norm"));
    }

    /** By groups: each is an instance of its own once the channels of a group are one axis. */
    private String normed(String x, String name) {
      int groups = HeadArchitecture.NORM_GROUPS;
      float[] ones = new float[groups];
      Arrays.fill(ones, 1);
      String normed =
          graph.node(
              "InstanceNormalization",
              Attributes.none().with("epsilon", (float) HeadArchitecture.NORM_EPSILON),
              layers.reshape(x, 1, groups, -1),
              graph.derived("norm.ones", new long[] {groups}, ones),
              graph.derived("norm.zeros", new long[] {groups}, new float[groups]));
      String shaped = graph.node("Reshape", normed, graph.node("Shape", x));
      String weight = layers.reshape(graph.weight(name + ".weight"), 1, head.width(), 1, 1);
      String bias = layers.reshape(graph.weight(name + ".bias"), 1, head.width(), 1, 1);
      return graph.node("Add", graph.node("Mul", shaped, weight), bias);
    }

    @Override
    public String convolution(String x, String name) {
      return graph.node(
          "Conv",
          Attributes.none().with("pads", 1, 1, 1, 1),
          x,
          graph.weight(name + ".weight"),
          graph.weight(name + ".bias"));
    }

    @Override
    public String plus(String x, String y) {
      return graph.node("Add", x, y);
    }

    @Override
    public String doubled(String x) {
      String scales = graph.derived("doubling", new long[] {4}, 1, 1, 2, 2);
      return graph.node(
          "Resize",
          Attributes.none()
              .with("mode", "nearest")
              .with("coordinate_transformation_mode", "asymmetric")
              .with("nearest_mode", "floor"),
          x,
          "",
          scales);
    }
  }
}
