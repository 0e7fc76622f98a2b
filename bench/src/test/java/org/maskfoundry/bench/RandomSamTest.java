package org.maskfoundry.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.model.checkpoint.Checkpoint;
import org.maskfoundry.model.graph.EncoderLayout;
import org.maskfoundry.model.graph.FloatFormat;
import org.maskfoundry.model.graph.PublicMaskDecoder;
import org.maskfoundry.model.graph.SamArchitecture;
import org.maskfoundry.model.graph.SamGraphs;

class RandomSamTest {

  private static final int PROMPTS = 3;

  @TempDir Path folder;

  /** Were the answers different, the times could not be compared. */
  @Test
  void allDecodersOfARandomModelAnswerTheSame() throws IOException, OrtException {
    RandomSam.Size size = new RandomSam.Size(64, 2, 2, List.of(1));
    Checkpoint checkpoint = RandomSam.write(folder.resolve("random.safetensors"), size);
    SamArchitecture sam = SamArchitecture.of(checkpoint, size.stated(), "random");
    FloatFormat single = FloatFormat.SINGLE;
    try (GraphRun laidOut = new GraphRun(PublicMaskDecoder.of(sam, checkpoint), 1);
        GraphRun whole = new GraphRun(SamGraphs.maskDecoder(sam, checkpoint, single), 1);
        GraphRun image = new GraphRun(SamGraphs.decoderImageSide(sam, checkpoint), 1);
        GraphRun prompts = new GraphRun(SamGraphs.decoderPromptSide(sam, checkpoint), 1)) {
      PromptInputs.points(PromptInputs.embedding(whole), PROMPTS);
      PromptInputs.points(prompts, PROMPTS).outputsOf(PromptInputs.embedding(image));
      prompts.input("wanted_tokens", new float[] {0, 1, 1, 1}, 4);

      PromptInputs.points(PromptInputs.embedding(laidOut), PROMPTS);

      float[] expected = laidOut.floats("iou_predictions");
      assertThat(whole.floats("iou_predictions")).containsExactly(expected, within(1e-4f));
      assertThat(FloatDifference.largest(whole.floats("masks"), laidOut.floats("masks")))
          .isLessThan(1e-3);
      prompts.input("pred_iou_thresh", new float[] {-1e30f}, 1);
      assertThat(prompts.floats("iou_predictions")).containsExactly(expected, within(1e-4f));
      assertThat(prompts.floats("masks")).hasSize(PROMPTS * 3 * 256 * 256);
      prompts.input("pred_iou_thresh", new float[] {1e30f}, 1);
      assertThat(prompts.floats("masks")).isEmpty();
    }
  }

  @Test
  void theEncoderForGpusAnswersTheSame() throws IOException, OrtException {
    RandomSam.Size size = new RandomSam.Size(64, 2, 2, List.of(1));
    Checkpoint checkpoint = RandomSam.write(folder.resolve("random.safetensors"), size);
    SamArchitecture sam = SamArchitecture.of(checkpoint, size.stated(), "random");
    FloatFormat single = FloatFormat.SINGLE;
    try (GraphRun processor =
            new GraphRun(
                SamGraphs.imageEncoder(sam, checkpoint, single, EncoderLayout.PROCESSOR), 1);
        GraphRun gpu =
            new GraphRun(SamGraphs.imageEncoder(sam, checkpoint, single, EncoderLayout.GPU), 1)) {
      float[] planes = EncoderRun.planes();
      processor.input("input_image", planes, 1, 3, 1024, 1024);
      gpu.input("input_image", planes, 1, 3, 1024, 1024);

      assertThat(
              FloatDifference.largest(
                  processor.floats("image_embeddings"), gpu.floats("image_embeddings")))
          .isLessThan(1e-5);
    }
  }

  @Test
  void bothEncodersOfARandomModelAnswerTheSame() throws IOException, OrtException {
    RandomSam.Size size = new RandomSam.Size(64, 2, 2, List.of(1));
    Checkpoint checkpoint = RandomSam.write(folder.resolve("random.safetensors"), size);
    SamArchitecture sam = SamArchitecture.of(checkpoint, size.stated(), "random");
    try (GraphRun folded = new GraphRun(EncoderVariant.FOLDED.graph(sam, checkpoint), 1);
        GraphRun biased = new GraphRun(EncoderVariant.BIASED.graph(sam, checkpoint), 1)) {
      float[] planes = EncoderRun.planes();
      folded.input("input_image", planes, 1, 3, 1024, 1024);
      biased.input("input_image", planes, 1, 3, 1024, 1024);

      float[] embedding = biased.floats("image_embeddings");
      assertThat(embedding).hasSize(256 * 64 * 64);
      assertThat(FloatDifference.largest(embedding, folded.floats("image_embeddings")))
          .isLessThan(1e-5);
    }
  }
}
