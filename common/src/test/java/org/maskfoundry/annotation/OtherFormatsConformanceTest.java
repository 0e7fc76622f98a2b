package org.maskfoundry.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskfoundry.annotation.datumaro.DatumaroReader;
import org.maskfoundry.annotation.labelmap.LabelMapReader;
import org.maskfoundry.annotation.labelme.LabelMeReader;
import org.maskfoundry.annotation.supervisely.SuperviselyReader;
import org.maskfoundry.annotation.yolo.YoloReader;
import org.maskfoundry.conformance.ConformanceKit;
import org.maskfoundry.mask.RleMask;

/** Files of LabelMe, VOC, Cityscapes, ADE20K, Supervisely, Datumaro and YOLO. */
class OtherFormatsConformanceTest {

  private static List<AnnotatedImage> read(AnnotationReader reader, String path)
      throws IOException {
    Path file = ConformanceKit.path("annotations/" + path);
    return MemoryFile.all(reader, LocalAnnotationFile.of(file));
  }

  private static RleMask draw(StatedAnnotation annotation, int height, int width)
      throws MalformedAnnotationException {
    return annotation.shape().draw(height, width).mask();
  }

  private static void assertSame(RleMask mask, JsonNode expected, Object what) {
    assertThat(mask.toCocoString())
        .as("%s", what)
        .isEqualTo(expected.get("rle").get("counts").textValue());
    assertThat(mask.area()).isEqualTo(expected.get("area").intValue());
    JsonNode box = expected.get("bbox");
    assertThat(mask.box().toCoco())
        .containsExactly(
            box.get(0).intValue(),
            box.get(1).intValue(),
            box.get(2).intValue(),
            box.get(3).intValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "instseg_2011_000003.json",
        "instseg_2011_000006.json",
        "instseg_2011_000025.json",
        "video_00000100.json",
        "primitives.json"
      })
  void shapesOfLabelMe(String name) throws IOException, MalformedAnnotationException {
    JsonNode golden = ConformanceKit.json("annotations/golden_labelme.json").get("files").get(name);
    AnnotatedImage image = read(new LabelMeReader(), "labelme/" + name).get(0);
    int height = golden.get("height").intValue();
    int width = golden.get("width").intValue();
    assertThat(image.image().size()).isEqualTo(new StatedSize(width, height));

    Map<String, RleMask> objects = new TreeMap<>();
    long skipped = 0;
    for (JsonNode shape : golden.get("shapes")) {
      boolean area = shape.has("coco_rule") || shape.has("mask") || shape.has("labelme_pil");
      if (!area || shape.get("label").textValue().equals("__ignore__")) {
        skipped++;
        continue;
      }
      JsonNode expected =
          shape.has("mask")
              ? shape.get("mask")
              : shape.has("coco_rule") ? shape.get("coco_rule") : shape.get("labelme_pil");
      RleMask mask =
          RleMask.ofCocoString(height, width, expected.get("rle").get("counts").textValue());
      String key =
          shape.get("group_id").isNull()
              ? "alone " + shape.get("i")
              : shape.get("label") + " " + shape.get("group_id");
      objects.merge(key, mask, RleMask::union);
    }
    assertThat(image.annotations()).hasSize(objects.size());
    for (StatedAnnotation annotation : image.annotations()) {
      RleMask mask = draw(annotation, height, width);
      // For circles the kit has only what the tool's own rasteriser makes of them.
      boolean circle = annotation.attributes().get("label").equals("circle");
      assertThat(objects.values())
          .as("%s %s", name, annotation.attributes())
          .anyMatch(expected -> circle ? expected.iou(mask) > 0.98 : expected.equals(mask));
    }
    assertThat(image.skipped().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(skipped);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "voc/labelme2voc_SegmentationClass_2011_000003.png",
        "voc/labelme2voc_SegmentationObject_2011_000003.png",
        "cityscapes/defaultcity_000002_000045_gtFine_instanceIds.png",
        "cityscapes/defaultcity_000002_000045_gtFine_labelTrainIds.png",
        "ade20k2020/instance_000_ADE_train_1.png"
      })
  void valuesOfLabelMaps(String name) throws IOException, MalformedAnnotationException {
    JsonNode golden = ConformanceKit.json("annotations/golden_other.json").get(name);
    AnnotatedImage image = read(new LabelMapReader(), "others/" + name).get(0);
    int width = golden.get("size_wh").get(0).intValue();
    int height = golden.get("size_wh").get(1).intValue();
    Map<String, StatedAnnotation> byValue = new TreeMap<>();
    image.annotations().forEach(annotation -> byValue.put(annotation.id(), annotation));

    for (Map.Entry<String, JsonNode> expected : golden.get("values").properties()) {
      if (expected.getKey().equals("0") || expected.getKey().equals("255")) {
        assertThat(byValue).doesNotContainKey(expected.getKey());
      } else {
        assertSame(
            draw(byValue.remove(expected.getKey()), height, width), expected.getValue(), expected);
      }
    }
    assertThat(byValue).isEmpty();
  }

  @Test
  void coloursOfLabelMaps() throws IOException, MalformedAnnotationException {
    for (String kind : List.of("Class", "Object")) {
      String name = "voc/datumaro_Segmentation%s_2007_000001.png".formatted(kind);
      StatedAnnotation only =
          read(new LabelMapReader(), "others/" + name).get(0).annotations().get(0);
      JsonNode golden = ConformanceKit.json("annotations/golden_other.json").get(name);

      assertThat(only.id()).isEqualTo(kind.equals("Class") ? "#008000" : "#800000");
      assertThat(draw(only, 10, 20).area())
          .isEqualTo(golden.get("colors").properties().iterator().next().getValue().intValue());
      // The colour table names classes; the colours of instances are no classes.
      assertThat(only.attributes().get("label")).isEqualTo(kind.equals("Class") ? "bicycle" : null);
    }
  }

  @Test
  void coloursWithoutATable() throws IOException, MalformedAnnotationException {
    String name = "ade20k2020/1_seg.png";
    JsonNode colours = ConformanceKit.json("annotations/golden_other.json").get(name).get("colors");
    AnnotatedImage image = read(new LabelMapReader(), "others/" + name).get(0);
    Map<String, Integer> areas = new TreeMap<>();
    for (StatedAnnotation annotation : image.annotations()) {
      areas.put(annotation.id(), draw(annotation, 5, 5).area());
    }

    assertThat(areas)
        .containsOnly(
            Map.entry("#0f9102", colours.get("(15, 145, 2)").intValue()),
            Map.entry("#472701", colours.get("(71, 39, 1)").intValue()));
  }

  @Test
  void bitmapsAndPolygonsOfSupervisely() throws IOException, MalformedAnnotationException {
    AnnotatedImage image = read(new SuperviselyReader(), "others/supervisely/img.png.json").get(0);
    JsonNode golden =
        ConformanceKit.json("annotations/golden_other.json").get("supervisely/img.png.json");

    assertThat(image.image().name()).isEqualTo("img.png");
    assertSame(draw(image.annotations().get(0), 5, 5), golden.get("object0"), "bitmap");
    RleMask ring = draw(image.annotations().get(1), 5, 5);
    assertThat(ring.area()).isEqualTo(16 - 4);
    assertThat(ring.contains(1, 1)).isFalse();
    assertThat(image.annotations().get(0).work().annotator()).isEqualTo("user");
  }

  @Test
  void linesOfYolo() throws IOException, MalformedAnnotationException {
    AnnotatedImage image = read(new YoloReader(), "others/yolo/ultralytics_docs_sample.txt").get(0);
    JsonNode golden =
        ConformanceKit.json("annotations/golden_other.json")
            .get("yolo/ultralytics_docs_sample.txt@640x480");

    assertThat(image.annotations()).hasSameSizeAs(golden);
    for (int i = 0; i < golden.size(); i++) {
      assertSame(draw(image.annotations().get(i), 480, 640), golden.get(i), i);
    }
  }

  @Test
  void itemsOfDatumaro() throws IOException, MalformedAnnotationException {
    List<AnnotatedImage> images = read(new DatumaroReader(), "others/datumaro/diverse_train.json");
    AnnotatedImage first = images.get(0);

    assertThat(first.image().name()).isEqualTo("100.jpg");
    assertThat(first.image().size()).isEqualTo(new StatedSize(6, 10));
    assertThat(first.annotations()).hasSize(3);
    StatedAnnotation box = first.annotations().get(0);
    assertThat(box.attributes()).containsEntry("label", "cat4").containsEntry("score", "1.0");
    assertThat(draw(box, 10, 6).area()).isEqualTo(12);
    assertThatThrownBy(() -> draw(first.annotations().get(2), 10, 6))
        .isInstanceOfSatisfying(
            MalformedAnnotationException.class,
            refused -> assertThat(refused.problem()).isEqualTo(AnnotationProblem.SIZE_MISMATCH));
    assertThat(first.skipped())
        .containsEntry(SkipReason.NO_GEOMETRY, 3L)
        .containsEntry(SkipReason.KEYPOINT, 1L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "coco/datumaro_instances_val.json coco",
        "coco/roboflow_train_annotations.coco.json coco",
        "coco/lvis_excerpt.json coco",
        "coco/labelme2coco_annotations.json coco",
        "sa1b/datumaro_a.json sa-1b",
        "sa1b/sa_900001.json sa-1b",
        "label_studio/lsf_image_tools.min.json label-studio",
        "label_studio/ls_previous_export.json label-studio",
        "label_studio/sdk_test_export_coco.json label-studio",
        "label_studio/sdk_csv_test_history.json label-studio",
        "label_studio/py_encoder_predictions.json label-studio",
        "cvat/cvat_docs_sample.xml cvat",
        "cvat/datumaro_task_for_images.xml cvat",
        "labelme/primitives.json labelme",
        "labelme/instseg_2011_000003.json labelme",
        "others/voc/labelme2voc_SegmentationClass_2011_000003.png label-map",
        "others/supervisely/img.png.json supervisely",
        "others/datumaro/diverse_train.json datumaro",
        "others/yolo/ultralytics_docs_sample.txt yolo"
      })
  void everyFormatIsRecognisedByItsContent(String fileAndFormat) throws IOException {
    int space = fileAndFormat.indexOf(' ');
    Path file = ConformanceKit.path("annotations/" + fileAndFormat.substring(0, space));

    assertThat(AnnotationFormat.recognise(LocalAnnotationFile.of(file)))
        .map(AnnotationFormat::optionName)
        .contains(fileAndFormat.substring(space + 1));
  }
}
