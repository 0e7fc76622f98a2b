package org.maskfoundry.annotation.cvat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskfoundry.annotation.AnnotatedImage;
import org.maskfoundry.annotation.AnnotationProblem;
import org.maskfoundry.annotation.LocalAnnotationFile;
import org.maskfoundry.annotation.MalformedAnnotationException;
import org.maskfoundry.annotation.MemoryFile;
import org.maskfoundry.annotation.StatedAnnotation;
import org.maskfoundry.annotation.StatedSize;
import org.maskfoundry.conformance.ConformanceKit;
import org.maskfoundry.mask.RleMask;

/** CVAT's own files and corner cases of its syntax, shape by shape. */
class CvatConformanceTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cvat_docs_sample.xml",
        "cvat_shapes_and_corner_cases.xml",
        "datumaro_task_for_images.xml"
      })
  void everyShapeIsWhatIsExpected(String file) throws IOException, MalformedAnnotationException {
    JsonNode golden = ConformanceKit.json("annotations/golden_cvat.json").get("files").get(file);
    List<AnnotatedImage> images =
        MemoryFile.all(
            new CvatReader(),
            LocalAnnotationFile.of(ConformanceKit.path("annotations/cvat/" + file)));

    assertThat(images).hasSameSizeAs(golden);
    for (int i = 0; i < golden.size(); i++) {
      AnnotatedImage image = images.get(i);
      StatedSize size = image.image().statedSize().orElseThrow();
      assertThat(image.image().name()).isEqualTo(golden.get(i).get("name").textValue());
      assertThat(size.width()).isEqualTo(golden.get(i).get("width").intValue());
      Deque<StatedAnnotation> annotations = new ArrayDeque<>(image.annotations());
      long skipped = 0;
      long refused = 0;
      for (JsonNode expected : golden.get(i).get("shapes")) {
        if (!expected.has("rle")) {
          skipped++;
        } else if (expected.has("runs_match") && !expected.get("runs_match").booleanValue()) {
          refused++;
        } else {
          StatedAnnotation annotation = annotations.remove();
          RleMask mask = annotation.shape().draw(size.height(), size.width()).mask();
          assertThat(mask.toCocoString())
              .as("%s %s", file, expected)
              .isEqualTo(expected.get("rle").get("counts").textValue());
          assertThat(mask.area()).isEqualTo(expected.get("area").intValue());
          assertThat(annotation.attributes().getOrDefault(StatedAnnotation.LABEL, ""))
              .isEqualTo(expected.get("label").asText(""));
          expected
              .get("attributes")
              .properties()
              .forEach(
                  said ->
                      assertThat(annotation.attributes())
                          .containsEntry(said.getKey(), said.getValue().textValue()));
        }
      }
      assertThat(annotations).isEmpty();
      assertThat(image.skipped().values().stream().mapToLong(Long::longValue).sum())
          .isEqualTo(skipped);
      assertThat(image.refusals())
          .hasSize((int) refused)
          .allMatch(refusal -> refusal.problem() == AnnotationProblem.RUN_SUM);
    }
  }
}
