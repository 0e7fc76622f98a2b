package org.maskfoundry.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.dataset.ImageReference;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.dataset.MaskAnnotation;
import org.maskfoundry.dataset.MaskSource;
import org.maskfoundry.dataset.Phase;
import org.maskfoundry.dataset.Provenance;
import org.maskfoundry.dataset.Rejection;
import org.maskfoundry.dataset.RowError;
import org.maskfoundry.jobs.TestRows;
import org.maskfoundry.jobs.TestSpark;
import org.maskfoundry.jobs.table.DatasetCatalog;
import org.maskfoundry.mask.RleMask;

class RowMappingTest {

  @TempDir Path folder;

  private DatasetCatalog catalog() {
    return DatasetCatalog.open(TestSpark.session(), folder.toString());
  }

  private Row throughParquet(ImageRow row) {
    DatasetCatalog catalog = catalog();
    String file = folder.resolve("rows.parquet").toString();
    TestRows.dataset(catalog.session(), List.of(row)).write().parquet(file);
    return catalog.session().read().parquet(file).collectAsList().get(0);
  }

  @Test
  void columnsHoldWhatAnSa1bRecordHolds() {
    Row row = throughParquet(new TestRows("r1", "m", 7).annotated("/photos/", "a.jpg"));

    Row annotation = row.<Row>getList(row.fieldIndex("annotations")).get(0);
    Row segmentation = annotation.getAs("segmentation");
    // Columns 1 and 2 hold rows 1..2 and 1..2: bbox is max - min, without COCO's + 1.
    assertThat(annotation.<Integer>getList(annotation.fieldIndex("bbox")))
        .containsExactly(1, 1, 1, 1);
    assertThat(annotation.<Long>getAs("area")).isEqualTo(4L);
    assertThat(segmentation.<Integer>getList(0)).containsExactly(3, 4);
    assertThat(segmentation.getString(1))
        .isEqualTo(RleMask.ofRuns(3, 4, 4, 2, 1, 2, 3).toCocoString());
    assertThat(annotation.<Integer>getList(annotation.fieldIndex("crop_box")))
        .containsExactly(0, 0, 4, 3);
    assertThat(row.<String>getAs("phase")).isEqualTo("fully_automatic");
    assertThat(row.isNullAt(row.fieldIndex("error"))).isTrue();
    assertThat(row.<Row>getAs("provenance").<Instant>getAs("created_at"))
        .isEqualTo(Instant.ofEpochSecond(7));
  }

  @Test
  void everyFieldComesBack() {
    MaskAnnotation byHand =
        new MaskAnnotation(
            Long.MAX_VALUE,
            RleMask.full(2, 2),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            MaskSource.AUTOMATIC_EDITED,
            Optional.of("Ada"),
            Optional.of(2.5),
            Optional.of("t-1"),
            Optional.of(3),
            Optional.of(0.75),
            Map.of("label", "été"));
    ImageRow row =
        new ImageRow(
            new ImageReference(5, "ü b.jpg", "file:///%C3%BC%20b.jpg", 9, 1234567, "ab", 2, 2),
            Phase.SEMI_AUTOMATIC,
            List.of(byHand),
            List.of(new Rejection("bad_rle", "sum is 3", "t-2", "x.json")),
            Map.of("stability", 4L),
            Optional.of(new RowError("truncated", "cut short")),
            new Provenance("r", "m", "s", "v", "cuda:0", Instant.ofEpochMilli(1)),
            Map.of("encode", 0.5));

    ImageRow back = RowMapping.toImageRow(throughParquet(row));

    assertThat(back).isEqualTo(row);
  }

  @Test
  void whatTheGeneratorFindsComesBack() {
    ImageRow row = new TestRows("r1", "m", 7).annotated("/photos/", "a.jpg");

    MaskAnnotation back = RowMapping.toImageRow(throughParquet(row)).annotations().get(0);

    assertThat(back)
        .usingRecursiveComparison()
        .withEqualsForType(RleMask::equals, RleMask.class)
        .isEqualTo(row.annotations().get(0));
  }
}
