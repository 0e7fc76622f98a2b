package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.dataset.MaskAnnotation;
import org.maskfoundry.dataset.MaskSource;
import org.maskfoundry.dataset.Phase;
import org.maskfoundry.jobs.TestSpark;
import org.maskfoundry.jobs.spark.RowMapping;
import org.maskfoundry.jobs.table.DatasetReader;

/** {@code prefill} with the embedded model and a detector that knows where a disc is. */
class PrefillCommandTest {

  @TempDir Path folder;
  private Path images;
  private Path dataset;
  private Path detector;

  @BeforeEach
  void drawImages() throws IOException {
    images = Files.createDirectories(folder.resolve("my phötos"));
    dataset = folder.resolve("data set");
    detector = folder.resolve("boxes.onnx");
    TestImages.disc(images.resolve("a.png"), 60, 60);
    TestImages.disc(images.resolve("b.png"), 60, 60);
    Files.write(detector, KnownBoxesDetector.of(new float[] {10, 10, 50, 50, 0.75f}));
  }

  private CommandLineRun prefill(Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("prefill", "--images", images));
    arguments.addAll(List.of("--detector", detector, "--output", dataset));
    arguments.addAll(List.of(more));
    return CommandLineRun.of(arguments.toArray());
  }

  private Map<String, ImageRow> rows() {
    Map<String, ImageRow> rows = new TreeMap<>();
    for (Row row :
        DatasetReader.open(TestSpark.session(), dataset.toString()).newestRows().collectAsList()) {
      ImageRow image = RowMapping.toImageRow(row);
      rows.put(image.image().fileName(), image);
    }
    return rows;
  }

  @Test
  void boxesBecomeRowsWithTheDetectorsScore() throws IOException {
    Files.writeString(images.resolve("text.jpg"), "no image");

    CommandLineRun run =
        prefill("--set", "pred_iou_thresh=-1", "stability_score_thresh=0", "error_budget=0.5");

    assertThat(run.status()).as(run.error()).isZero();
    Map<String, ImageRow> rows = rows();
    assertThat(rows).containsOnlyKeys("a.png", "b.png", "text.jpg");
    assertThat(rows.get("text.jpg").error().orElseThrow().code()).isEqualTo("not_an_image");
    ImageRow row = rows.get("a.png");
    assertThat(row.phase()).isEqualTo(Phase.SEMI_AUTOMATIC);
    assertThat(row.provenance().modelDigest()).contains("+");
    assertThat(row.annotations()).hasSize(1);
    MaskAnnotation mask = row.annotations().get(0);
    assertThat(mask.source()).isEqualTo(MaskSource.AUTOMATIC);
    assertThat(mask.detectionScore()).contains(0.75);
    assertThat(mask.attributes()).containsEntry("detection_box", "10.0,10.0,50.0,50.0");
    assertThat(mask.mask().area()).isPositive();
  }

  @Test
  void aRerunRepeatsNothingAndAnotherDetectorIsOtherWork() throws IOException {
    Object[] lenient = {"--set", "pred_iou_thresh=-1", "stability_score_thresh=0"};
    assertThat(prefill(lenient).status()).isZero();
    long firstId = rows().get("a.png").annotations().get(0).id();

    CommandLineRun again = prefill(lenient);
    assertThat(again.output()).contains("nothing to do");

    Files.write(detector, KnownBoxesDetector.of(new float[] {12, 12, 50, 50, 0.5f}));
    CommandLineRun other = prefill(lenient);

    assertThat(other.status()).isZero();
    assertThat(other.output()).contains("published");
    MaskAnnotation mask = rows().get("a.png").annotations().get(0);
    assertThat(mask.detectionScore()).contains(0.5);
    assertThat(mask.id()).isNotEqualTo(firstId);
  }

  @Test
  void whatIsNoDetectorIsRefusedBeforeAnythingIsWritten() throws IOException {
    Files.writeString(detector, "no model");

    CommandLineRun run = prefill();

    assertThat(run.status()).isEqualTo(ExitCode.ENVIRONMENT.status());
    assertThat(dataset).doesNotExist();
  }
}
