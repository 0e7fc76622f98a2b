package org.maskfoundry.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.maskfoundry.conformance.ConformanceKit;
import org.maskfoundry.model.ModelException;

class CheckpointTest {

  @TempDir private Path folder;

  @Test
  void bothFormatsOfACheckpointHoldTheSameTensors() {
    Checkpoint pth = Checkpoint.open(ConformanceKit.path("sam_nano/sam_nano.pth"));
    Checkpoint safetensors = Checkpoint.open(ConformanceKit.path("sam_nano/sam_nano.safetensors"));
    assertThat(pth.tensors().keySet()).isEqualTo(safetensors.tensors().keySet());
    pth.tensors()
        .forEach(
            (name, tensor) -> {
              assertThat(tensor.shape()).isEqualTo(safetensors.tensor(name).shape());
              assertThat(tensor.data()).isEqualTo(safetensors.tensor(name).data());
            });
  }

  @Test
  void whatIsWrittenIsReadAgainAsFloats() throws IOException {
    ByteBuffer halves = ByteBuffer.wrap(HexFormat.of().parseHex("003c00c0"));
    ByteBuffer half = ByteBuffer.wrap(HexFormat.of().parseHex("0000003f"));
    Path file = folder.resolve("weights.safetensors");
    SafetensorsWriter.write(
        file,
        List.of(
            new Tensor("a.half", ElementType.F16, List.of(2L), halves),
            new Tensor("b", ElementType.F32, List.of(1L, 1L), half)));
    Checkpoint read = Checkpoint.open(file);
    assertThat(read.tensor("a.half").toArray()).containsExactly(1f, -2f);
    assertThat(read.tensor("b").shape()).containsExactly(1L, 1L);
    assertThat(read.tensor("b").toArray()).containsExactly(0.5f);
  }

  @Test
  void aFileMayBeWrittenAnewFromItsOwnTensors() throws IOException {
    ByteBuffer numbers = ByteBuffer.wrap(HexFormat.of().parseHex("0000803f000000c0"));
    Path file = folder.resolve("weights.safetensors");
    SafetensorsWriter.write(file, List.of(new Tensor("a", ElementType.F32, List.of(2L), numbers)));

    SafetensorsWriter.write(file, Checkpoint.open(file).tensors().values());

    assertThat(Checkpoint.open(file).tensor("a").toArray()).containsExactly(1f, -2f);
    assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".part"));
  }

  @ParameterizedTest
  @CsvSource({
    "DoubleStorage,   000000000000f83f000000000000f0bf",
    "FloatStorage,    0000c03f000080bf",
    "HalfStorage,     003e00bc",
    "BFloat16Storage, c03f80bf",
  })
  void storagesOfFloatsAreReadInTheirFormat(String storage, String hexadecimal) {
    byte[] pickle = TorchPickle.ofTensor(storage, new long[] {2}, new long[] {1});
    Tensor tensor = open(new TorchFile(pickle, HexFormat.of().parseHex(hexadecimal))).tensor("w");
    assertThat(tensor.toArray()).containsExactly(1.5f, -1f);
  }

  @ParameterizedTest
  @CsvSource({
    "LongStorage,  07000000000000000100000000000000",
    "IntStorage,   0700000001000000",
    "ShortStorage, 07000100",
    "CharStorage,  0701",
    "ByteStorage,  0701",
  })
  void storagesOfWholeNumbersAreReadInTheirFormat(String storage, String hexadecimal) {
    byte[] pickle = TorchPickle.ofTensor(storage, new long[] {2}, new long[] {1});
    Tensor tensor = open(new TorchFile(pickle, HexFormat.of().parseHex(hexadecimal))).tensor("w");
    assertThat(tensor.toArray()).containsExactly(7, 1);
  }

  @Test
  void truthValuesAndScalarsAreTensorsToo() {
    byte[] pickle = TorchPickle.ofTensor("BoolStorage", new long[0], new long[0]);
    Tensor tensor = open(new TorchFile(pickle, new byte[] {1})).tensor("w");
    assertThat(tensor.shape()).isEmpty();
    assertThat(tensor.toArray()).containsExactly(1);
  }

  @Test
  void aTransposedViewIsReadInRowMajorOrder() {
    // A [2, 3] view with strides [1, 2] of six numbers: the transpose of a [3, 2] matrix.
    byte[] pickle = TorchPickle.ofTensor("FloatStorage", new long[] {2, 3}, new long[] {1, 2});
    assertThat(open(new TorchFile(pickle, TorchFile.floats(6))).tensor("w").toArray())
        .containsExactly(0, 2, 4, 1, 3, 5);
  }

  @Test
  void anExpandedViewRepeatsItsNumbers() {
    byte[] pickle = TorchPickle.ofTensor("FloatStorage", new long[] {2, 3}, new long[] {0, 1});
    assertThat(open(new TorchFile(pickle, TorchFile.floats(3))).tensor("w").toArray())
        .containsExactly(0, 1, 2, 0, 1, 2);
  }

  @Test
  void parametersAreTensors() {
    byte[] pickle =
        TorchPickle.of(
            code ->
                code.code("}")
                    .text("w")
                    .code("ctorch._utils\n_rebuild_parameter\n(")
                    .tensor("FloatStorage", new long[] {2}, new long[] {1})
                    .code("\u0088ccollections\nOrderedDict\n)RtRs"));
    assertThat(open(new TorchFile(pickle, TorchFile.floats(2))).tensor("w").toArray())
        .containsExactly(0, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"model", "state_dict", "model_state_dict"})
  void tensorsAreFoundWhereTrainingScriptsPutThem(String wrapper) {
    byte[] pickle =
        TorchPickle.of(
            code ->
                code.code("}(")
                    .text("epoch")
                    .number(7)
                    .text(wrapper)
                    .code("ccollections\nOrderedDict\n)R")
                    .text("w")
                    .tensor("FloatStorage", new long[] {1}, new long[] {1})
                    .code("su"));
    assertThat(open(new TorchFile(pickle, TorchFile.floats(1))).tensors()).containsOnlyKeys("w");
  }

  @Test
  void largeFilesAreWrittenAsZip64() {
    byte[] pickle = TorchPickle.ofTensor("FloatStorage", new long[] {3}, new long[] {1});
    TorchFile file = new TorchFile(pickle, TorchFile.floats(3)).with("byteorder", "little");
    assertThat(open(file.inZip64()).tensor("w").toArray()).containsExactly(0, 1, 2);
  }

  @Test
  void aMissingTensorIsNamed() throws IOException {
    Path file = folder.resolve("weights.safetensors");
    SafetensorsWriter.write(file, List.of());
    assertThatThrownBy(() -> Checkpoint.open(file).tensor("image_encoder.pos_embed"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("weights.safetensors")
        .hasMessageContaining("image_encoder.pos_embed");
  }

  @Test
  void numbersAreLittleEndianWhereverABufferIsAsked() {
    ByteBuffer data = ByteBuffer.allocate(4).order(ByteOrder.BIG_ENDIAN).put(0, (byte) 1);
    Tensor tensor = new Tensor("w", ElementType.I32, List.of(), data);
    assertThat(tensor.data().getInt()).isEqualTo(1);
    assertThat(tensor.toArray()).containsExactly(1);
  }

  @Test
  void rowsAreAViewOfATensorUnderANameOfTheirOwn() {
    ByteBuffer data = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 6; i++) {
      data.putFloat(4 * i, i);
    }
    Tensor rows = new Tensor("w", ElementType.F32, List.of(3L, 2L), data).rows(1, 3);
    assertThat(rows.name()).isEqualTo("w[1:3]");
    assertThat(rows.shape()).containsExactly(2L, 2L);
    assertThat(rows.toArray()).containsExactly(2, 3, 4, 5);
  }

  private Checkpoint open(TorchFile file) {
    return Checkpoint.open(file.write(folder.resolve("a.pth")));
  }
}
