package org.maskfoundry.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.maskfoundry.conformance.ConformanceKit;
import org.maskfoundry.conformance.ConformanceModels;
import org.maskfoundry.mask.RleMask;

/** Whether the generator finds what the public generator finds, mask by mask. */
class GeneratorConformanceTest {

  private static final double SAME_MASK = 0.99;
  private static final double SAME_PREDICTED_IOU = 1e-3;

  static Stream<String> cases() {
    List<String> cases =
        ConformanceModels.NAMES.stream()
            .flatMap(
                model ->
                    ConformanceKit.names(model, ".json").stream()
                        .filter(name -> name.contains(".amg."))
                        .map(name -> model + "/" + name))
            .toList();
    return cases.isEmpty() ? Stream.of("absent") : cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void findsWhatThePublicGeneratorFinds(String file) {
    JsonNode expected = ConformanceKit.json(file);
    GeneratorSettings settings = ConformanceModels.generatorSettings(expected.get("settings"));
    List<GeneratedMask> found =
        new AutomaticMaskGenerator(ConformanceModels.segmenter(file), settings)
            .generate(ConformanceModels.photo(expected.get("image").asText()))
            .masks();
    JsonNode annotations = expected.get("annotations");
    int allowed = annotations.size() < 100 ? 1 : annotations.size() / 100;
    assertThat(Math.abs(found.size() - annotations.size()))
        .describedAs("found %d of %d", found.size(), annotations.size())
        .isLessThanOrEqualTo(Math.max(1, annotations.size() / 100));
    assertThat(withoutPartner(annotations, found)).hasSizeLessThanOrEqualTo(allowed);
  }

  private static List<String> withoutPartner(JsonNode annotations, List<GeneratedMask> found) {
    List<GeneratedMask> free = new ArrayList<>(found);
    List<String> missing = new ArrayList<>();
    for (JsonNode annotation : annotations) {
      RleMask mask = ConformanceKit.mask(annotation.get("segmentation"));
      if (!free.removeIf(first(candidate -> matches(annotation, mask, candidate)))) {
        missing.add(annotation.get("area") + " at " + annotation.get("bbox"));
      }
    }
    return missing;
  }

  private static boolean matches(JsonNode annotation, RleMask mask, GeneratedMask candidate) {
    double predictedIou = annotation.get("predicted_iou").asDouble();
    return Math.abs(candidate.predictedIou() - predictedIou) <= SAME_PREDICTED_IOU
        && candidate.mask().iou(mask) >= SAME_MASK;
  }

  /** A predicate that is true only the first time, so that a mask is the partner of one other. */
  private static <T> java.util.function.Predicate<T> first(
      java.util.function.Predicate<T> predicate) {
    boolean[] done = new boolean[1];
    return value -> {
      if (done[0] || !predicate.test(value)) {
        return false;
      }
      done[0] = true;
      return true;
    };
  }
}
