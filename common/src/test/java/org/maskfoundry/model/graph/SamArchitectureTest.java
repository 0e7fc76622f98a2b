package org.maskfoundry.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskfoundry.conformance.ConformanceKit;
import org.maskfoundry.model.ModelException;
import org.maskfoundry.model.checkpoint.Checkpoint;
import org.maskfoundry.model.checkpoint.ElementType;
import org.maskfoundry.model.checkpoint.SafetensorsWriter;
import org.maskfoundry.model.checkpoint.Tensor;

/** Whether a checkpoint is recognised for what it is, and refused for what it is not. */
class SamArchitectureTest {

  @TempDir private Path folder;
  private Map<String, Tensor> tensors;

  @BeforeEach
  void readCheckpoint() throws IOException {
    tensors = new HashMap<>(TinySam.write(folder.resolve("tiny.safetensors")).tensors());
  }

  @Test
  void sizesAreReadFromTheTensors() throws IOException {
    SamArchitecture sam = architecture(TinySam.SIDECAR);
    assertThat(sam)
        .isEqualTo(new SamArchitecture(32, 8, TinySam.WIDTH, 2, 2, 3, List.of(1), 16, 2));
    assertThat(sam.embeddingSize()).isEqualTo(4);
    assertThat(sam.maskSize()).isEqualTo(16);
    assertThat(architecture(sam.stated())).isEqualTo(sam);
  }

  @Test
  void theKitsModelsAreRecognised() {
    SamArchitecture nano =
        SamArchitecture.of(
            Checkpoint.open(ConformanceKit.path("sam_nano/sam_nano.pth")),
            Map.of("num_heads", 3, "window_size", 8, "global_attn_indexes", List.of(2, 4)),
            "sam_nano.json");
    assertThat(nano).isEqualTo(new SamArchitecture(256, 8, 96, 5, 3, 8, List.of(2, 4), 128, 8));
  }

  @Test
  void thePublishedEncodersAreKnownByTheirSizes() {
    assertThat(KnownSizes.of(768, 12).heads()).contains(12);
    assertThat(KnownSizes.of(768, 12).window()).contains(14);
    assertThat(KnownSizes.of(1024, 24).globalBlocks().orElseThrow()).containsExactly(5, 11, 17, 23);
    assertThat(KnownSizes.of(1280, 32).heads()).contains(16);
    assertThat(KnownSizes.of(96, 5).heads()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"num_heads", "window_size", "global_attn_indexes"})
  void sizesThatTensorsDoNotShowMustBeStated(String key) {
    Map<String, Object> stated = new HashMap<>(TinySam.SIDECAR);
    stated.remove(key);
    assertRefused(stated)
        .hasMessageContaining(key + " is missing")
        .hasMessageContaining("--config");
  }

  @ParameterizedTest
  @CsvSource({
    "image_size, 1024, 'expected 32'",
    "depth, 12, 'expected 2'",
    "num_heads, 3, 'expected a divisor of the width 8'",
    "num_heads, 0, 'expected a divisor of the width 8'",
    "decoder_num_heads, 5, 'expected a divisor of half'",
    "window_size, 0, 'expected 1 to 14'",
    "window_size, 100000, 'expected 1 to 14'"
  })
  void sizesThatCannotBeAreRefused(String key, int found, String expected) {
    Map<String, Object> stated = new HashMap<>(TinySam.SIDECAR);
    stated.put(key, found);
    assertRefused(stated)
        .hasMessageContaining("tiny.json: " + key + ": found " + found)
        .hasMessageContaining(expected);
  }

  @Test
  void globalBlocksMustBeBlocksOfTheEncoder() {
    Map<String, Object> stated = new HashMap<>(TinySam.SIDECAR);
    stated.put("global_attn_indexes", List.of(2));
    assertRefused(stated).hasMessageContaining("global_attn_indexes: found [2], expected blocks");
  }

  /** With 4 heads instead of 2 every shape but that of the relative positions would still fit. */
  @Test
  void headsThatContradictTheRelativePositionsAreRefused() {
    Map<String, Object> stated = new HashMap<>(TinySam.SIDECAR);
    stated.put("num_heads", 4);
    assertRefused(stated)
        .hasMessageContaining("blocks.0.attn.rel_pos_h is [5, 4], expected [any, 2]");
  }

  /** SAM-HQ has everything SAM has: without its extra token the answers would be plain SAM's. */
  @Test
  void aVariantWithTensorsOfItsOwnIsRefused() {
    put("mask_decoder.hf_token.weight", 1, 16);
    assertRefused(TinySam.SIDECAR)
        .hasMessageContaining("tiny.safetensors")
        .hasMessageContaining("mask_decoder.hf_token.weight is no part of it")
        .hasMessageContaining("ONNX");
  }

  @Test
  void tensorsOfOtherPartsAreNoneOfOurBusiness() throws IOException {
    put("optimizer.step", 1);
    assertThat(architecture(TinySam.SIDECAR).depth()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "image_encoder.pos_embed | 1,4,2,8 | expected [1, 4, 4, 8]",
        "image_encoder.pos_embed | 4,8 | expected four axes",
        "image_encoder.pos_embed | 1,0,0,8 | expected four axes",
        "image_encoder.blocks.1.attn.rel_pos_w | 5 | expected [any, 4]",
        "image_encoder.blocks.1.mlp.lin2.weight | 8,3 | expected [8, 16]",
        "mask_decoder.mask_tokens.weight | 3,16 | expected [4, 16]",
        "mask_decoder.output_upscaling.1.weight | 1 | expected [4]",
        "mask_decoder.iou_prediction_head.layers.2.bias | 3 | expected [4]",
      })
  void aTensorOfAnotherShapeIsNamed(String name, String shape, String expected) {
    long[] sizes = List.of(shape.split(",")).stream().mapToLong(Long::parseLong).toArray();
    put(name, sizes);
    assertRefused(TinySam.SIDECAR).hasMessageContaining(name).hasMessageContaining(expected);
  }

  @Test
  void whatDiffersIsToldAtOnceUpToAFew() {
    tensors.keySet().removeIf(name -> name.startsWith("mask_decoder.output_hypernetworks_mlps."));
    assertRefused(TinySam.SIDECAR)
        .hasMessageContaining("output_hypernetworks_mlps.0.layers.0.weight is missing")
        .hasMessageContaining("19 more");
  }

  private void put(String name, long... shape) {
    int count = 1;
    for (long size : shape) {
      count *= (int) size;
    }
    List<Long> axes = Arrays.stream(shape).boxed().toList();
    tensors.put(name, new Tensor(name, ElementType.F32, axes, ByteBuffer.allocate(4 * count)));
  }

  private SamArchitecture architecture(Map<String, Object> stated) throws IOException {
    Path file = folder.resolve("changed").resolve("tiny.safetensors");
    Files.createDirectories(file.getParent());
    SafetensorsWriter.write(file, tensors.values());
    return SamArchitecture.of(Checkpoint.open(file), stated, "tiny.json");
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      Map<String, Object> stated) {
    return assertThatThrownBy(() -> architecture(stated)).isInstanceOf(ModelException.class);
  }
}
