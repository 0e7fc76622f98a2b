package org.maskfoundry.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    Tensor halves = tensor("a.half", ElementType.F16, List.of(2L), 0x3c00, 0xc000);
    Tensor floats = tensor("b", ElementType.F32, List.of(1L, 1L), Float.floatToIntBits(0.5f));
    Path file = folder.resolve("weights.safetensors");
    SafetensorsWriter.write(file, List.of(halves, floats));
    Checkpoint read = Checkpoint.open(file);
    assertThat(read.tensor("a.half").toArray()).containsExactly(1f, -2f);
    assertThat(read.tensor("b").shape()).containsExactly(1L, 1L);
    assertThat(read.tensor("b").toArray()).containsExactly(0.5f);
  }

  @Test
  void bfloat16AndWholeNumbersBecomeFloats() {
    assertThat(tensor("a", ElementType.BF16, List.of(1L), 0x4049).toArray()[0])
        .isEqualTo(3.140625f);
    assertThat(tensor("a", ElementType.I16, List.of(2L), 7, 0xffff).toArray())
        .containsExactly(7f, -1f);
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
  void aTransposedViewIsReadInRowMajorOrder() throws IOException {
    // A [2, 3] view with strides [1, 2] of six numbers: the transpose of a [3, 2] matrix.
    Path file = pth(pickle("FloatStorage", 6, new int[] {2, 3}, new int[] {1, 2}), floats(6));
    assertThat(Checkpoint.open(file).tensor("w").toArray()).containsExactly(0, 2, 4, 1, 3, 5);
  }

  @Test
  void aPickleThatNamesAnythingElseIsRefused() throws IOException {
    byte[] evil =
        "\u0080\u0002cposix\nsystem\n(X\u0004\0\0\0true\u0085R."
            .getBytes(StandardCharsets.ISO_8859_1);
    Path file = pth(evil, new byte[0]);
    assertThatThrownBy(() -> Checkpoint.open(file))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("posix.system")
        .hasMessageContaining("can run code");
  }

  @Test
  void aTensorBeyondItsStorageIsRefused() throws IOException {
    Path file = pth(pickle("FloatStorage", 6, new int[] {4, 3}, new int[] {3, 1}), floats(6));
    assertThatThrownBy(() -> Checkpoint.open(file))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("outside its storage");
  }

  @Test
  void compressedEntriesAreRefused() throws IOException {
    Path file = folder.resolve("a.pth");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry :
          Map.of(
                  "a/data.pkl",
                  pickle("FloatStorage", 6, new int[] {6}, new int[] {1}),
                  "a/data/0",
                  floats(6))
              .entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    assertThatThrownBy(() -> Checkpoint.open(file)).hasMessageContaining("compressed");
  }

  @Test
  void brokenFilesAreRefusedAndNothingElse() throws IOException {
    Path whole = pth(pickle("FloatStorage", 6, new int[] {2, 3}, new int[] {3, 1}), floats(6));
    Path safe = folder.resolve("whole.safetensors");
    SafetensorsWriter.write(
        safe,
        List.of(
            tensor("b", ElementType.F32, List.of(2L), 1, 2),
            tensor("c", ElementType.F32, List.of(), 3)));
    Random random = new Random(3);
    int refused = 0;
    for (Path source : List.of(whole, safe)) {
      byte[] bytes = Files.readAllBytes(source);
      for (int round = 0; round < 1500; round++) {
        byte[] broken =
            Arrays.copyOf(
                bytes, random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length);
        for (int flip = 0; flip < 3 && broken.length > 0; flip++) {
          broken[random.nextInt(broken.length)] = (byte) random.nextInt();
        }
        Path file = folder.resolve("broken-" + source.getFileName());
        Files.write(file, broken);
        try {
          Checkpoint.open(file).tensors().values().forEach(Tensor::toArray);
        } catch (ModelException expected) {
          assertThat(expected).hasMessageContaining("broken-");
          refused++;
        }
      }
    }
    assertThat(refused).isGreaterThan(1000);
  }

  private static Tensor tensor(String name, ElementType type, List<Long> shape, int... bits) {
    ByteBuffer data =
        ByteBuffer.allocate(bits.length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : bits) {
      if (type.bytes() == 2) {
        data.putShort((short) value);
      } else {
        data.putInt(value);
      }
    }
    return new Tensor(name, type, shape, data.flip());
  }

  private static byte[] floats(int count) {
    ByteBuffer data = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      data.putFloat(i);
    }
    return data.array();
  }

  /** A pickle of {@code {"w": tensor}} as torch.save writes it, in protocol 2. */
  private static byte[] pickle(String storage, int numbers, int[] shape, int[] strides)
      throws IOException {
    ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    write(
        pickle,
        "\u0080\u0002}(",
        text("w"),
        "ctorch._utils\n_rebuild_tensor_v2\n((",
        text("storage"));
    write(
        pickle, "ctorch\n" + storage + "\n", text("0"), text("cpu"), "K" + (char) numbers, "tQK\0");
    write(pickle, tuple(shape), tuple(strides), "\u0089ccollections\nOrderedDict\n)RtRu.");
    return pickle.toByteArray();
  }

  private static String tuple(int[] values) {
    StringBuilder tuple = new StringBuilder("(");
    for (int value : values) {
      tuple.append('K').append((char) value);
    }
    return tuple.append('t').toString();
  }

  private static String text(String value) {
    return "X" + (char) value.length() + "\0\0\0" + value;
  }

  private static void write(ByteArrayOutputStream stream, String... parts) throws IOException {
    for (String part : parts) {
      stream.write(part.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  private Path pth(byte[] pickle, byte[] storage) throws IOException {
    Path file = folder.resolve("a.pth");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      store(zip, "a/data.pkl", pickle);
      store(zip, "a/data/0", storage);
    }
    return file;
  }

  private static void store(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
  }
}
