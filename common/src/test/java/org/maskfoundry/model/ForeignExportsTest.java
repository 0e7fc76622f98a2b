package org.maskfoundry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.image.RgbImage;
import org.maskfoundry.model.graph.ForeignGraph;
import org.maskfoundry.prompt.PointPrompt;
import org.maskfoundry.prompt.Prompt;

/**
 * Small graphs with the names and shapes of the documented exports. Their logits say how far right
 * of the prompt's first point a column lies, and one more for each token, so that order and frame
 * can be seen.
 */
class ForeignExportsTest {

  private static final int IMAGE_SIZE = 64;
  private static final int EMBEDDING = 4;
  private static final int MASK_SIZE = 16;
  private static final RgbImage WIDE = new RgbImage(32, 128, new byte[3 * 32 * 128]);
  private static final Prompt AT_40 = Prompt.ofPoints(PointPrompt.foreground(40, 10));
  private static final Prompt AT_100 = Prompt.ofPoints(PointPrompt.foreground(100, 10));

  @TempDir private Path folder;

  @Test
  void theOfficialDecoderIsAskedPromptByPrompt() throws IOException {
    Bundle bundle = importPair(planesEncoder("input", "embedding"), officialDecoder(4));
    assertThat(bundle.conf().dialect()).isEqualTo("official");
    assertThat(bundle.conf().imageSize()).isEqualTo(IMAGE_SIZE);
    assertThat(bundle.conf().maskSize()).isEqualTo(MASK_SIZE);
    try (Segmenter segmenter = bundle.load(DeviceSettings.cpu());
        ImageEmbedding embedding = segmenter.encode(WIDE)) {
      checkAnswers(segmenter.decode(embedding, List.of(AT_40, AT_100), MaskAnswer.MULTIPLE), 1);
      checkAnswers(segmenter.decode(embedding, List.of(AT_40, AT_100), MaskAnswer.SINGLE), 0);
    }
  }

  @Test
  void theOfficialDecoderTakesAMask() throws IOException {
    Bundle bundle = importPair(planesEncoder("input", "embedding"), officialDecoder(4));
    float[] mask = new float[MASK_SIZE * MASK_SIZE];
    Arrays.fill(mask, 1000);
    try (Segmenter segmenter = bundle.load(DeviceSettings.cpu());
        ImageEmbedding embedding = segmenter.encode(WIDE)) {
      float plain = segmenter.decode(embedding, List.of(AT_40), MaskAnswer.SINGLE).logits(0, 0)[0];
      float refined =
          segmenter.decode(embedding, List.of(AT_40.withMask(mask)), MaskAnswer.SINGLE)
              .logits(0, 0)[0];
      assertThat(refined).isCloseTo(plain + 1000, within(1e-3f));
    }
  }

  @Test
  void aRasterEncoderGetsTheRasterItself() throws IOException {
    ForeignGraph encoder = new ForeignGraph().input("input_image", "height", "width", 3);
    String mean = encoder.node("ReduceMean", "input_image");
    String embedding =
        encoder.node(
            "Expand",
            encoder.node("Reshape", mean, encoder.longs(1, 1, 1, 1)),
            encoder.longs(1, 3, EMBEDDING, EMBEDDING));
    encoder.output(embedding, "image_embeddings", 1, 3, EMBEDDING, EMBEDDING);
    Bundle bundle = importPair(encoder.build(), officialDecoder(4));
    assertThat(bundle.conf().encoderInput()).isEqualTo(ModelConf.EncoderInput.RASTER);
    byte[] grey = new byte[3 * 32 * 128];
    Arrays.fill(grey, (byte) 200);
    try (Segmenter segmenter = bundle.load(DeviceSettings.cpu());
        ImageEmbedding embedded = segmenter.encode(new RgbImage(32, 128, grey))) {
      assertThat(embedded.toArray()[0]).isCloseTo(200f, within(1e-3f));
    }
  }

  @Test
  void aDecoderForSingleMasksIsRefusedWithTheRemedy() {
    assertThatThrownBy(() -> importPair(planesEncoder("input", "embedding"), officialDecoder(1)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("single-mask option");
  }

  @Test
  void theOptimumPairAnswersManyPromptsAtOnce() throws IOException {
    Bundle bundle = importPair(optimumEncoder(), optimumDecoder());
    assertThat(bundle.conf().dialect()).isEqualTo("optimum");
    try (Segmenter segmenter = bundle.load(DeviceSettings.cpu());
        ImageEmbedding embedding = segmenter.encode(WIDE)) {
      checkAnswers(segmenter.decode(embedding, List.of(AT_40, AT_100), MaskAnswer.MULTIPLE), 1);
      assertThatThrownBy(
              () ->
                  segmenter.decode(
                      embedding, List.of(Prompt.ofBox(1, 1, 5, 5)), MaskAnswer.MULTIPLE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("takes no box");
      assertThatThrownBy(() -> segmenter.decode(embedding, List.of(AT_40), MaskAnswer.SINGLE))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("three masks");
    }
  }

  @Test
  void otherGraphsAreRefusedWithWhatWasFoundAndWhatIsKnown() {
    ForeignGraph decoder =
        new ForeignGraph()
            .input("image_embeddings", 1, 3, EMBEDDING, EMBEDDING)
            .input("interm_embeddings", 1, 3);
    decoder.output("image_embeddings", "masks", 1, 3, EMBEDDING, EMBEDDING);
    assertThatThrownBy(() -> importPair(planesEncoder("input", "embedding"), decoder.build()))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("interm_embeddings[1, 3]")
        .hasMessageContaining("official")
        .hasMessageContaining("efficientvit-sam")
        .hasMessageContaining("optimum");
  }

  @Test
  void anEncoderOfAnotherKindIsRefused() {
    assertThatThrownBy(() -> importPair(optimumEncoder(), officialDecoder(4)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("encoder does not belong")
        .hasMessageContaining("image_positional_embeddings");
  }

  @Test
  void aSidecarThatContradictsTheGraphIsRefused() throws IOException {
    Path config = Files.writeString(folder.resolve("model.json"), "{\"image_size\": 1024}");
    Path encoder = Files.write(folder.resolve("e.onnx"), planesEncoder("input", "embedding"));
    Path decoder = Files.write(folder.resolve("d.onnx"), officialDecoder(4));
    assertThatThrownBy(
            () ->
                BundleImport.onnxPair(
                    encoder, decoder, Optional.of(config), folder.resolve("bundle")))
        .hasMessageContaining("model.json")
        .hasMessageContaining("image_size: found 1024")
        .hasMessageContaining("64");
  }

  /** The first point lies at 20 and at 50 of the model's 64 columns. */
  private static void checkAnswers(DecodedMasks answers, int firstToken) {
    assertThat(answers.prompts()).isEqualTo(2);
    float[] at = {20, 50};
    for (int prompt = 0; prompt < 2; prompt++) {
      for (int mask = 0; mask < answers.masksPerPrompt(); mask++) {
        float[] logits = answers.logits(prompt, mask);
        for (int column : new int[] {0, 7, 15}) {
          float expected = column - at[prompt] + mask + firstToken;
          assertThat(logits[3 * MASK_SIZE + column]).isCloseTo(expected, within(1e-4f));
        }
        assertThat(answers.predictedIou(prompt, mask))
            .isCloseTo((mask + firstToken) / 10f, within(1e-6f));
      }
    }
  }

  private Bundle importPair(byte[] encoder, byte[] decoder) throws IOException {
    return BundleImport.onnxPair(
        Files.write(folder.resolve("encoder in.onnx"), encoder),
        Files.write(folder.resolve("decoder in.onnx"), decoder),
        Optional.empty(),
        folder.resolve("bundle"));
  }

  private static byte[] planesEncoder(String input, String output) {
    ForeignGraph graph = new ForeignGraph().input(input, 1, 3, IMAGE_SIZE, IMAGE_SIZE);
    String mean = graph.node("ReduceMean", input);
    String embedding = graph.node("Expand", mean, graph.longs(1, 3, EMBEDDING, EMBEDDING));
    return graph.output(embedding, output, 1, 3, EMBEDDING, EMBEDDING).build();
  }

  private static byte[] officialDecoder(int tokens) {
    ForeignGraph graph =
        new ForeignGraph()
            .input("image_embeddings", 1, 3, EMBEDDING, EMBEDDING)
            .input("point_coords", 1, "points", 2)
            .input("point_labels", 1, "points")
            .input("mask_input", 1, 1, MASK_SIZE, MASK_SIZE)
            .input("has_mask_input", 1)
            .input("orig_im_size", 2);
    String first =
        graph.node(
            "Slice", "point_coords", graph.longs(0, 0), graph.longs(1, 1), graph.longs(1, 2));
    String x = graph.node("Reshape", first, graph.longs(1, 1, 1, 1));
    String scores =
        graph.node("Sub", graph.floats(new long[] {1, tokens, 1, MASK_SIZE}, columns(tokens)), x);
    String mask =
        graph.node(
            "Mul", "mask_input", graph.node("Reshape", "has_mask_input", graph.longs(1, 1, 1, 1)));
    String logits = graph.node("Add", scores, mask);
    graph.output(logits, "low_res_masks", 1, tokens, MASK_SIZE, MASK_SIZE);
    graph.output(logits, "masks", 1, tokens, "height", "width");
    return graph
        .output(graph.floats(new long[] {1, tokens}, ious(0, tokens)), "iou_predictions", 1, tokens)
        .build();
  }

  private static byte[] optimumEncoder() {
    ForeignGraph graph =
        new ForeignGraph().input("pixel_values", "batch", 3, IMAGE_SIZE, IMAGE_SIZE);
    String mean = graph.node("ReduceMean", "pixel_values");
    String embedding = graph.node("Expand", mean, graph.longs(1, 3, EMBEDDING, EMBEDDING));
    return graph
        .output(embedding, "image_embeddings", "batch", 3, EMBEDDING, EMBEDDING)
        .output(embedding, "image_positional_embeddings", "batch", 3, EMBEDDING, EMBEDDING)
        .build();
  }

  private static byte[] optimumDecoder() {
    ForeignGraph graph =
        new ForeignGraph()
            .input("image_embeddings", "batch", 3, EMBEDDING, EMBEDDING)
            .input("image_positional_embeddings", "batch", 3, EMBEDDING, EMBEDDING)
            .input("input_points", "batch", "prompts", "points", 2)
            .longInput("input_labels", "batch", "prompts", "points");
    String first =
        graph.node(
            "Slice", "input_points", graph.longs(0, 0), graph.longs(1, 1), graph.longs(2, 3));
    String x = graph.node("Reshape", first, graph.longs(1, -1, 1, 1, 1));
    float[] all = columns(4);
    float[] three = Arrays.copyOfRange(all, MASK_SIZE, all.length);
    String scores = graph.node("Sub", graph.floats(new long[] {1, 1, 3, 1, MASK_SIZE}, three), x);
    String prompts =
        graph.node(
            "Mul",
            graph.node("Reshape", x, graph.longs(1, -1, 1)),
            graph.floats(new long[] {1}, 0));
    String ious = graph.node("Add", prompts, graph.floats(new long[] {1, 1, 3}, ious(1, 3)));
    // Labels of padding are -10: anything else would move the masks by more than the test allows.
    String wrong =
        graph.node(
            "Sub", graph.toFloat("input_labels"), graph.floats(new long[] {1, 1, 2}, 1, -10));
    String shift = graph.node("ReduceSum", wrong);
    String square = graph.floats(new long[] {1, 1, 1, MASK_SIZE, 1}, new float[MASK_SIZE]);
    String logits = graph.node("Add", graph.node("Add", scores, square), shift);
    return graph
        .output(logits, "pred_masks", "batch", "prompts", 3, MASK_SIZE, MASK_SIZE)
        .output(ious, "iou_scores", "batch", "prompts", 3)
        .build();
  }

  private static float[] columns(int tokens) {
    float[] columns = new float[tokens * MASK_SIZE];
    for (int i = 0; i < columns.length; i++) {
      int token = i / MASK_SIZE;
      columns[i] = i % MASK_SIZE + token;
    }
    return columns;
  }

  private static float[] ious(int first, int count) {
    float[] ious = new float[count];
    for (int i = 0; i < count; i++) {
      ious[i] = (first + i) / 10f;
    }
    return ious;
  }
}
