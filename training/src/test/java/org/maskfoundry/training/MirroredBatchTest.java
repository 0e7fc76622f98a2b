package org.maskfoundry.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.maskfoundry.training.Boxes.box;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.maskfoundry.detect.DetectedBox;
import org.maskfoundry.model.graph.HeadArchitecture;

class MirroredBatchTest {

  private static final HeadArchitecture HEAD = new HeadArchitecture(2, 8, 64, 8);
  private static final int SIDE = HEAD.embeddingSize();
  private static final int SIZE = HEAD.channels() * SIDE * SIDE;
  private static final int IMAGES = 40;

  /** Every value is another one. */
  private static TrainingImage image(int index) {
    float[] embedding = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      embedding[i] = index * SIZE + i;
    }
    List<DetectedBox> boxes = List.of(box(1, 2, 30, 40), new DetectedBox(10, 20, 64, 50, 0.25));
    return new TrainingImage("image " + index, () -> embedding, boxes);
  }

  private static List<TrainingImage> images() {
    List<TrainingImage> images = new ArrayList<>();
    for (int i = 0; i < IMAGES; i++) {
      images.add(image(i));
    }
    return images;
  }

  private static float[] mirrored(float[] embedding) {
    float[] mirrored = new float[SIZE];
    for (int row = 0; row < HEAD.channels() * SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        mirrored[row * SIDE + column] = embedding[row * SIDE + SIDE - 1 - column];
      }
    }
    return mirrored;
  }

  private static float[] values(MirroredBatch batch) {
    return TorchHead.values(batch.embeddings(new Device("cpu")));
  }

  @Test
  void valuesAndBoxesAreMirroredTogetherOrNotAtAll() throws IOException {
    List<TrainingImage> images = images();

    MirroredBatch batch = MirroredBatch.of(images, HEAD, new Random(1));

    int asTheyWere = 0;
    for (int i = 0; i < IMAGES; i++) {
      float[] found = Arrays.copyOfRange(values(batch), i * SIZE, (i + 1) * SIZE);
      if (batch.boxes().get(i).equals(images.get(i).boxes())) {
        asTheyWere++;
        assertThat(found).containsExactly(images.get(i).embedding().values());
      } else {
        assertThat(batch.boxes().get(i))
            .containsExactly(box(34, 2, 63, 40), new DetectedBox(0, 20, 54, 50, 0.25));
        assertThat(found).containsExactly(mirrored(images.get(i).embedding().values()));
      }
    }
    assertThat(asTheyWere).isBetween(IMAGES / 4, 3 * IMAGES / 4);
  }

  @Test
  void theImagesThemselvesStayAsTheyAre() throws IOException {
    List<TrainingImage> images = images();

    MirroredBatch.of(images, HEAD, new Random(1));

    for (int i = 0; i < IMAGES; i++) {
      assertThat(images.get(i).embedding().values()).containsExactly(image(i).embedding().values());
    }
  }

  @Test
  void theEmbeddingsAreOneTensor() throws IOException {
    Tensor embeddings =
        MirroredBatch.of(images().subList(0, 3), HEAD, new Random(1)).embeddings(new Device("cpu"));

    assertThat(embeddings.sizes().vec().get()).containsExactly(3, 2, 8, 8);
  }

  @Test
  void theMirrorFollowsFromTheSeed() throws IOException {
    float[] first = values(MirroredBatch.of(images(), HEAD, new Random(1)));

    assertThat(values(MirroredBatch.of(images(), HEAD, new Random(1)))).isEqualTo(first);
    assertThat(values(MirroredBatch.of(images(), HEAD, new Random(2)))).isNotEqualTo(first);
  }
}
