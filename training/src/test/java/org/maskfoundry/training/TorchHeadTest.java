package org.maskfoundry.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.maskfoundry.model.OnnxRuntime;
import org.maskfoundry.model.checkpoint.Checkpoint;
import org.maskfoundry.model.graph.DetectionHeadGraph;
import org.maskfoundry.model.graph.HeadArchitecture;
import org.maskfoundry.model.graph.HeadLevel;
import org.maskfoundry.model.graph.HeadNetwork;

class TorchHeadTest {

  private static final Device CPU = new Device("cpu");
  private static final HeadArchitecture SMALL = new HeadArchitecture(5, 16, 64, 16);

  private final Random random = new Random(11);

  static Stream<HeadArchitecture> architectures() {
    return Stream.of(
        SMALL,
        // Its grids are 20, 10 and 5 cells a side; the last one is odd.
        new HeadArchitecture(3, 20, 512, 8),
        new HeadArchitecture(4, 128, 512, 8),
        // Two halvings, and one grid only, of 33.
        new HeadArchitecture(2, 132, 1024, 16));
  }

  private float[] gaussian(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private float[] embedding(HeadArchitecture head) {
    return gaussian(head.channels() * head.embeddingSize() * head.embeddingSize());
  }

  /**
   * A head in which no tensor is as it is in the beginning: norms and biases have a say as well.
   */
  private TorchHead changedHead(HeadArchitecture head) throws IOException {
    List<TrainingImage> images =
        Stream.of(embedding(head), embedding(head))
            .map(
                values -> {
                  for (int i = 0; i < values.length; i++) {
                    values[i] = 3 * values[i] + i / (float) values.length;
                  }
                  return new TrainingImage("any", () -> values, List.of());
                })
            .toList();
    TorchHead torch =
        new TorchHead(head, ChannelStatistics.of(images, head.channels()), CPU, random);
    for (Tensor parameter : torch.parameters()) {
      float[] values = TorchHead.values(parameter);
      float[] noise = gaussian(values.length);
      for (int i = 0; i < values.length; i++) {
        values[i] += 0.3f * noise[i];
      }
      parameter.detach().copy_(Tensor.create(values, parameter.sizes().vec().get()));
    }
    return torch;
  }

  private static long[] batch(HeadArchitecture head, int images) {
    return new long[] {images, head.channels(), head.embeddingSize(), head.embeddingSize()};
  }

  /** What the graph of a snapshot answers: {@code boxes} and {@code scores}. */
  private static Map<String, float[]> graphAnswers(
      HeadArchitecture head, TorchHead torch, float[] embedding) throws OrtException {
    byte[] graph = DetectionHeadGraph.of(head, Checkpoint.of(Path.of("test"), torch.snapshot()));
    try (OrtSession session = OnnxRuntime.environment().createSession(graph);
        OnnxTensor input =
            OnnxTensor.createTensor(
                OnnxRuntime.environment(), FloatBuffer.wrap(embedding), batch(head, 1));
        OrtSession.Result result = session.run(Map.of(DetectionHeadGraph.EMBEDDING, input))) {
      return Map.of("boxes", floats(result, "boxes"), "scores", floats(result, "scores"));
    }
  }

  private static float[] floats(OrtSession.Result result, String name) {
    FloatBuffer buffer = ((OnnxTensor) result.get(name).orElseThrow()).getFloatBuffer();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void theGraphOfASnapshotAnswersAsTheHeadDoes(HeadArchitecture head)
      throws IOException, OrtException {
    try (TorchHead torch = changedHead(head)) {
      float[] embedding = embedding(head);

      Map<String, float[]> graph = graphAnswers(head, torch, embedding);

      List<HeadNetwork.Answer<Tensor>> answers =
          new HeadNetwork<>(head, torch).answers(Tensor.create(embedding, batch(head, 1)));
      assertThat(answers).hasSameSizeAs(head.levels());
      assertThat(graph.get("scores")).hasSize(head.cells());
      assertThat(graph.get("boxes")).hasSize(4 * head.cells());
      int first = 0;
      for (int level = 0; level < answers.size(); level++) {
        compare(head.levels().get(level), answers.get(level), first, graph);
        first += head.levels().get(level).cells();
      }
    }
  }

  /** Boxes are compared in cells, whose sizes in pixels differ. */
  private static void compare(
      HeadLevel level, HeadNetwork.Answer<Tensor> answer, int first, Map<String, float[]> graph) {
    float[] logits = TorchHead.values(answer.scores());
    float[] sides = TorchHead.values(answer.sides());
    assertThat(logits).hasSize(level.cells());
    for (int cell = 0; cell < level.cells(); cell++) {
      double score = 1 / (1 + Math.exp(-logits[cell]));
      assertThat((double) graph.get("scores")[first + cell]).isCloseTo(score, within(1e-4));
      for (int side = 0; side < 4; side++) {
        int place = side % 2 == 0 ? cell % level.side() : cell / level.side();
        double far =
            HeadArchitecture.CELLS_PER_SIDE
                * Math.log1p(Math.exp(sides[side * level.cells() + cell]));
        double expected = place + 0.5 + (side < 2 ? -far : far);
        assertThat(graph.get("boxes")[4 * (first + cell) + side] / level.cell())
            .isCloseTo(expected, within(1e-4));
      }
    }
  }

  @Test
  void imagesOfABatchAreAnsweredEachForItself() throws IOException {
    try (TorchHead torch = changedHead(SMALL)) {
      float[] one = embedding(SMALL);
      float[] other = embedding(SMALL);
      float[] both = Arrays.copyOf(one, 2 * one.length);
      System.arraycopy(other, 0, both, one.length, one.length);
      HeadNetwork<Tensor> network = new HeadNetwork<>(SMALL, torch);

      float[] together =
          TorchHead.values(network.answers(Tensor.create(both, batch(SMALL, 2))).get(0).sides());
      float[] alone =
          TorchHead.values(network.answers(Tensor.create(other, batch(SMALL, 1))).get(0).sides());

      for (int i = 0; i < alone.length; i++) {
        assertThat(together[alone.length + i]).isCloseTo(alone[i], within(1e-3f));
      }
    }
  }

  /** One cell in a hundred is taken for an object (arXiv 1708.02002, 4.1). */
  @Test
  void inTheBeginningHardlyAnyCellIsSure() throws IOException {
    float[] values = embedding(SMALL);
    TrainingImage image = new TrainingImage("any", () -> values, List.of());
    try (TorchHead torch =
        new TorchHead(SMALL, ChannelStatistics.of(List.of(image), 5), CPU, random)) {
      Tensor blank = Tensor.create(new float[values.length], batch(SMALL, 1));
      assertThat(
              torch.snapshot().stream()
                  .filter(tensor -> tensor.name().equals("score.bias"))
                  .findFirst()
                  .orElseThrow()
                  .toArray()[0])
          .isCloseTo((float) Math.log(0.01 / 0.99), within(1e-5f));
      assertThat(TorchHead.values(new HeadNetwork<>(SMALL, torch).answers(blank).get(0).scores()))
          .doesNotContain(Float.NaN);
    }
  }

  @Test
  void aSnapshotHasAllTensorsInTheirShapes() throws IOException {
    try (TorchHead torch = changedHead(SMALL)) {
      List<org.maskfoundry.model.checkpoint.Tensor> snapshot = torch.snapshot();

      assertThat(snapshot)
          .extracting(org.maskfoundry.model.checkpoint.Tensor::name)
          .containsExactlyElementsOf(SMALL.tensors().keySet());
      assertThat(snapshot)
          .allSatisfy(
              tensor ->
                  assertThat(tensor.shape())
                      .containsExactlyElementsOf(
                          Arrays.stream(SMALL.tensors().get(tensor.name())).boxed().toList()));
    }
  }

  @Test
  void aSnapshotStaysAsItWas() throws IOException {
    try (TorchHead torch = changedHead(SMALL)) {
      List<org.maskfoundry.model.checkpoint.Tensor> before = torch.snapshot();
      float[] kept = before.get(before.size() - 1).toArray();

      torch.parameters().forEach(parameter -> parameter.detach().zero_());

      assertThat(before.get(before.size() - 1).toArray()).isEqualTo(kept);
      assertThat(torch.snapshot().get(before.size() - 1).toArray()).containsOnly(0f);
    }
  }

  @Test
  void theStatisticsOfTheInputAreNotLearned() throws IOException {
    try (TorchHead torch = changedHead(SMALL)) {
      assertThat(torch.parameters())
          .hasSize(SMALL.tensors().size() - 2)
          .allMatch(Tensor::requires_grad);
    }
  }
}
