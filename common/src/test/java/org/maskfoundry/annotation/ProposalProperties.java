package org.maskfoundry.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.maskfoundry.annotation.cvat.CvatReader;
import org.maskfoundry.annotation.cvat.CvatWriter;
import org.maskfoundry.annotation.labelstudio.LabelStudioReader;
import org.maskfoundry.annotation.labelstudio.LabelStudioWriter;
import org.maskfoundry.mask.RleMask;

/** What a tool gets is what was proposed, once it comes back untouched. */
class ProposalProperties {

  private static RleMask mask(int height, int width, long seed) {
    Random random = new Random(seed);
    byte[] pixels = new byte[height * width];
    for (int i = 0, run = 0; i < pixels.length; i++) {
      run = run == 0 ? 1 + random.nextInt(9) : run - 1;
      pixels[i] = (byte) (run % 2 == 0 || random.nextInt(5) == 0 ? 1 : 0);
    }
    pixels[random.nextInt(pixels.length)] = 1;
    return RleMask.ofBitmap(height, width, pixels);
  }

  private static ProposedImage image(RleMask... masks) {
    List<ProposedMask> proposed =
        IntStream.range(0, masks.length)
            .mapToObj(i -> new ProposedMask("mask-" + i, masks[i], 0.5 + i))
            .toList();
    return new ProposedImage(
        "a b/ü.png", "a b/ü.png", "sam 1", masks[0].height(), masks[0].width(), proposed);
  }

  @Property(tries = 200)
  void brushesOfLabelStudioComeBack(
      @ForAll @IntRange(min = 1, max = 40) int height,
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll long seed)
      throws IOException, MalformedAnnotationException {
    RleMask first = mask(height, width, seed);
    RleMask second = mask(height, width, seed + 1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (LabelStudioWriter writer = new LabelStudioWriter(bytes)) {
      writer.write(image(first, second));
      writer.write(image(second));
    }
    ObjectMapper json = new ObjectMapper();
    JsonNode tasks = json.readTree(bytes.toByteArray());
    assertThat(tasks).hasSize(2);
    assertThat(tasks.get(0).get("predictions").get(0).get("model_version").textValue())
        .isEqualTo("sam 1");
    // An annotator accepts what was proposed.
    ObjectNode accepted = (ObjectNode) tasks.get(0);
    accepted.set("annotations", accepted.remove("predictions"));

    AnnotatedImage back =
        MemoryFile.all(
                new LabelStudioReader(), MemoryFile.of("e.json", json.writeValueAsBytes(accepted)))
            .get(0);

    assertThat(back.image().name()).isEqualTo("a b/ü.png");
    assertThat(back.annotations())
        .extracting(StatedAnnotation::id)
        .containsExactly("mask-0", "mask-1");
    assertThat(back.annotations().get(0).shape().draw(height, width).mask()).isEqualTo(first);
    assertThat(back.annotations().get(1).shape().draw(height, width).mask()).isEqualTo(second);
    assertThat(back.annotations().get(1).score()).isEqualTo(1.5);
  }

  @Property(tries = 200)
  void masksOfCvatComeBack(
      @ForAll @IntRange(min = 1, max = 40) int height,
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll long seed)
      throws IOException, MalformedAnnotationException {
    RleMask first = mask(height, width, seed);
    RleMask second = mask(height, width, seed + 1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CvatWriter writer = new CvatWriter(bytes)) {
      writer.write(image(first, second));
    }

    AnnotatedImage back =
        MemoryFile.all(new CvatReader(), MemoryFile.of("e.xml", bytes.toByteArray())).get(0);

    assertThat(back.image().name()).isEqualTo("a b/ü.png");
    assertThat(back.image().size()).isEqualTo(new StatedSize(width, height));
    assertThat(back.annotations().get(0).shape().draw(height, width).mask()).isEqualTo(first);
    assertThat(back.annotations().get(1).shape().draw(height, width).mask()).isEqualTo(second);
  }
}
