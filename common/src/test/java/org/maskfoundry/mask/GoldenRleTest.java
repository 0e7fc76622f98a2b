package org.maskfoundry.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.maskfoundry.conformance.ConformanceKit;

/** Masks, polygons and boxes against what pycocotools answers. */
class GoldenRleTest {

  @TestFactory
  Stream<DynamicTest> masks() {
    return cases(
        "masks",
        (golden, size) -> {
          RleMask mask = RleMask.ofRuns(size[0], size[1], ints(golden.get("counts")));
          assertMask(mask, golden);
          assertThat(mask.runs()).isEqualTo(ints(golden.get("counts")));
          assertThat(sha256(mask.toBitmap()))
              .isEqualTo(golden.get("sha256_rowmajor_bytes").asText());
          assertThat(RleMask.ofCocoString(size[0], size[1], golden.get("rle").asText()))
              .isEqualTo(mask);
          assertThat(RleMask.ofBitmap(size[0], size[1], mask.toBitmap())).isEqualTo(mask);
        });
  }

  @TestFactory
  Stream<DynamicTest> polygons() {
    return cases(
        "polygons",
        (golden, size) -> {
          List<double[]> rings = new ArrayList<>();
          golden.get("polygons").forEach(ring -> rings.add(doubles(ring)));
          for (int part = 0; part < rings.size(); part++) {
            RleMask mask = PolygonRasterizer.rasterize(size[0], size[1], List.of(rings.get(part)));
            assertThat(mask.toCocoString()).isEqualTo(golden.get("part_rles").get(part).asText());
          }
          assertMask(PolygonRasterizer.rasterize(size[0], size[1], rings), golden);
        });
  }

  @TestFactory
  Stream<DynamicTest> boxes() {
    return cases(
        "boxes",
        (golden, size) -> {
          double[] box = doubles(golden.get("bbox_in"));
          assertMask(
              PolygonRasterizer.rasterizeBox(size[0], size[1], box[0], box[1], box[2], box[3]),
              golden);
        });
  }

  @TestFactory
  Stream<DynamicTest> pairs() {
    Map<String, RleMask> masks = new HashMap<>();
    for (JsonNode golden : golden("masks")) {
      int[] size = ints(golden.get("size"));
      masks.put(
          golden.get("id").asText(), RleMask.ofRuns(size[0], size[1], ints(golden.get("counts"))));
    }
    return cases(
        "pairs",
        (golden, size) -> {
          RleMask first = masks.get(golden.get("dt").asText());
          RleMask second = masks.get(golden.get("gt").asText());
          assertThat(first.iou(second)).isEqualTo(golden.get("iou").asDouble());
          assertThat(first.containment(second)).isEqualTo(golden.get("iou_gt_crowd").asDouble());
          assertThat(first.union(second).toCocoString())
              .isEqualTo(golden.get("union").get("rle").asText());
          assertThat(first.intersection(second).toCocoString())
              .isEqualTo(golden.get("intersection").get("rle").asText());
          assertThat(first.union(second).area()).isEqualTo(golden.get("union_area").asInt());
          assertThat(first.intersectionArea(second))
              .isEqualTo(golden.get("intersection_area").asInt());
        });
  }

  @TestFactory
  Stream<DynamicTest> runsThatAreNotCanonical() {
    return cases(
        "noncanonical",
        (golden, size) -> {
          RleMask mask = RleMask.ofRuns(size[0], size[1], ints(golden.get("counts")));
          assertThat(mask.runs()).isEqualTo(ints(golden.get("canonical_counts")));
          assertThat(mask.toCocoString()).isEqualTo(golden.get("canonical_rle").asText());
          assertThat(mask.area()).isEqualTo(golden.get("area").asInt());
          assertThat(mask.box().toCoco()).isEqualTo(ints(golden.get("bbox_canonical")));
          assertThat(RleMask.ofCocoString(size[0], size[1], golden.get("rle").asText()))
              .isEqualTo(mask);
        });
  }

  @TestFactory
  Stream<DynamicTest> runsThatAreInvalid() {
    return golden("invalid").stream()
        .filter(golden -> golden.has("counts"))
        .map(
            golden ->
                DynamicTest.dynamicTest(
                    golden.get("counts").toString(),
                    () -> {
                      int[] size = ints(golden.get("size"));
                      int[] counts = ints(golden.get("counts"));
                      assertThatIllegalArgumentException()
                          .isThrownBy(() -> RleMask.ofRuns(size[0], size[1], counts));
                      String string = CocoString.encode(counts);
                      assertThatIllegalArgumentException()
                          .isThrownBy(() -> RleMask.ofCocoString(size[0], size[1], string));
                    }));
  }

  private static void assertMask(RleMask mask, JsonNode golden) {
    assertThat(mask.toCocoString()).isEqualTo(golden.get("rle").asText());
    assertThat(mask.area()).isEqualTo(golden.get("area").asInt());
    assertThat(mask.box().toCoco()).isEqualTo(ints(golden.get("bbox")));
  }

  private static Stream<DynamicTest> cases(String section, BiConsumer<JsonNode, int[]> check) {
    List<JsonNode> cases = golden(section);
    assertThat(cases).isNotEmpty();
    return cases.stream()
        .map(
            golden ->
                DynamicTest.dynamicTest(
                    name(golden), () -> check.accept(golden, ints(golden.path("size")))));
  }

  private static String name(JsonNode golden) {
    return golden.has("id")
        ? golden.get("id").asText() + " " + golden.get("kind").asText()
        : golden.toString().substring(0, Math.min(60, golden.toString().length()));
  }

  private static List<JsonNode> golden(String section) {
    List<JsonNode> cases = new ArrayList<>();
    ConformanceKit.json("annotations/golden_rle.json").get(section).forEach(cases::add);
    return cases;
  }

  private static int[] ints(JsonNode array) {
    int[] values = new int[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asInt();
    }
    return values;
  }

  private static double[] doubles(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asDouble();
    }
    return values;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
