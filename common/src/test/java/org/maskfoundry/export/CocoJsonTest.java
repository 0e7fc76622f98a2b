package org.maskfoundry.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.maskfoundry.dataset.ImageReference;
import org.maskfoundry.dataset.MaskAnnotation;
import org.maskfoundry.dataset.MaskSource;
import org.maskfoundry.mask.RleMask;

class CocoJsonTest {

  private static final ImageReference IMAGE =
      new ImageReference(5, "a.jpg", "file:/a.jpg", 1, 2, "", 6, 4);

  /** What CVAT says of a shape has names that every mask has anyway. */
  @Test
  void whatAToolSaysOfItsOwnIsNoSecondMemberOfThatName() throws IOException {
    MaskAnnotation drawn =
        new MaskAnnotation(
            7,
            RleMask.ofRuns(4, 6, 5, 2, 2, 2, 13),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            MaskSource.MANUAL,
            Optional.of("ann"),
            Optional.empty(),
            Optional.of("9"),
            Optional.empty(),
            Optional.empty(),
            Map.of("label", "cup", "source", "file", "tool_id", "x", "annotator", "y", "z", "1"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CocoJson json = new CocoJson(bytes, List.of("cup"))) {
      json.image(IMAGE);
      json.annotation(IMAGE, drawn);
    }

    JsonNode attributes =
        JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build()
            .readTree(bytes.toByteArray())
            .at("/annotations/0/attributes");

    assertThat(attributes.get("source").textValue()).isEqualTo(MaskSource.MANUAL.tableName());
    assertThat(attributes.get("annotator").textValue()).isEqualTo("ann");
    assertThat(attributes.get("tool_id").textValue()).isEqualTo("9");
    assertThat(attributes.get("z").textValue()).isEqualTo("1");
    assertThat(attributes.has("label")).isFalse();
  }
}
