package org.maskfoundry.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.maskfoundry.model.ModelException;

/** Files that are broken or mean harm are refused by name, and cost neither memory nor time. */
class HostileCheckpointTest {

  private static final long[] ONE = {1};

  @TempDir private Path folder;

  @Test
  void aPickleThatNamesAnythingElseIsRefused() {
    byte[] evil = TorchPickle.of(code -> code.code("cposix\nsystem\n(").text("true").code("tR"));
    assertRefused(new TorchFile(evil, new byte[0]))
        .hasMessageContaining("posix.system")
        .hasMessageContaining("can run code")
        .hasMessageContaining("state_dict()");
  }

  @Test
  void anInstructionThatBuildsObjectsIsRefused() {
    byte[] evil = TorchPickle.of(code -> code.code("ccollections\nOrderedDict\n)\u0081"));
    assertRefused(new TorchFile(evil, new byte[0])).hasMessageContaining("0x81");
  }

  @Test
  void mapsThatHoldThemselvesAreNotFollowedForEver() {
    byte[] evil = TorchPickle.of(code -> code.code("}q\0").text("model").code("h\0s"));
    assertRefused(new TorchFile(evil, new byte[0])).hasMessageContaining("no tensors by name");
  }

  @Test
  void listsThatHoldEachOtherAreNoNames() {
    byte[] evil =
        TorchPickle.of(code -> code.code("]q\0]q\1h\0a0h\1a").text("name").code("\u0093"));
    assertRefused(new TorchFile(evil, new byte[0])).hasMessageContaining("broken");
  }

  @Test
  void aTensorBeyondItsStorageIsRefused() {
    assertRefused(tensor(6, new long[] {4, 3}, new long[] {3, 1}))
        .hasMessageContaining("w lies outside its storage");
  }

  @Test
  void aViewThatUnfoldsToFarMoreThanTheFileIsRefused() {
    assertRefused(tensor(1, new long[] {1 << 20}, new long[] {0}))
        .hasMessageContaining("w repeats numbers");
    assertRefused(tensor(1, new long[] {1L << 40}, new long[] {0}))
        .hasMessageContaining("more than 1 GB");
  }

  @ParameterizedTest
  @CsvSource({
    "4611686018427387904, 1",
    "4611686018427387904, 0",
    "2, 4611686018427387904",
    "-1, 1",
    "2, -1"
  })
  void sizesThatOverflowOrAreNegativeAreRefused(long size, long stride) {
    assertRefused(tensor(6, new long[] {size}, new long[] {stride}))
        .hasMessageContaining("impossible shape");
  }

  @Test
  void moreAxesThanPyTorchKnowsAreRefused() {
    long[] ones = new long[65];
    Arrays.fill(ones, 1);
    assertRefused(tensor(1, ones, ones)).hasMessageContaining("65 axes");
  }

  @Test
  void compressedEntriesAreRefused() {
    assertRefused(tensor(1, ONE, ONE).compressed())
        .hasMessageContaining("data.pkl is compressed")
        .hasMessageContaining("torch.save");
  }

  @Test
  void numbersOfABigEndianMachineAreRefused() {
    assertRefused(tensor(1, ONE, ONE).with("byteorder", "big"))
        .hasMessageContaining("byte order is big");
  }

  @Test
  void whatIsNoArchiveIsRefusedWithWhatIsExpected() throws IOException {
    Path file = folder.resolve("old.pth");
    Files.writeString(file, "saved by PyTorch 1.5");
    assertThatThrownBy(() -> Checkpoint.open(file))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("old.pth")
        .hasMessageContaining("PyTorch 1.6 or later");
    assertThatThrownBy(() -> Checkpoint.open(folder.resolve("absent.pth")))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("absent.pth: there is no such checkpoint");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'F8_E4M3' | [1] | [0, 1] | number format F8_E4M3",
        "'F32' | [1.5] | [0, 4] | shape [1.5]",
        "'F32' | 4 | [0, 4] | shape 4",
        "'F32' | [-1] | [0, 4] | shape [-1]",
        "'F64' | [2305843009213693952] | [0, 0] | are not the numbers",
        "'F32' | [1] | [0, 8] | lies outside the file",
        "'F32' | [1] | [9223372036854775807, 4] | lies outside the file",
        "'F32' | [1] | [4] | no two data_offsets",
        "'F32' | [2] | [0, 4] | are not the numbers",
      })
  void aHeaderThatContradictsItselfIsRefused(
      String type, String shape, String offsets, String found) throws IOException {
    String header =
        "{\"w\": {\"dtype\": \"%s\", \"shape\": %s, \"data_offsets\": %s}}"
            .formatted(type, shape, offsets);
    Path file = folder.resolve("a.safetensors");
    Files.write(file, safetensors(header.length(), header, 4));
    assertThatThrownBy(() -> Checkpoint.open(file))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("a.safetensors")
        .hasMessageContaining("tensor w")
        .hasMessageContaining(found);
  }

  @ParameterizedTest
  @CsvSource({"-1", "9223372036854775807", "1000"})
  void aHeaderLongerThanTheFileIsRefused(long length) throws IOException {
    Path file = folder.resolve("a.safetensors");
    Files.write(file, safetensors(length, "{}", 0));
    assertThatThrownBy(() -> Checkpoint.open(file))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("its header would have " + length + " bytes");
  }

  @Test
  void brokenFilesAreRefusedAndNothingElse() throws IOException {
    Path whole = tensor(6, new long[] {2, 3}, new long[] {3, 1}).write(folder.resolve("a.pth"));
    Path safe = folder.resolve("whole.safetensors");
    SafetensorsWriter.write(
        safe,
        List.of(
            new Tensor("b", ElementType.F32, List.of(2L), ByteBuffer.allocate(8)),
            new Tensor("c", ElementType.F32, List.of(), ByteBuffer.allocate(4))));
    int refused = 0;
    for (Path source : List.of(whole, safe)) {
      byte[] bytes = Files.readAllBytes(source);
      Path file = folder.resolve("broken-" + source.getFileName());
      Random random = new Random(3);
      for (int round = 0; round < 600; round++) {
        Files.write(file, broken(bytes, random));
        refused += isRefused(file) ? 1 : 0;
      }
    }
    assertThat(refused).isGreaterThan(400);
  }

  /** Broken bytes inside a whole archive, so that the pickle itself is what is read. */
  @Test
  void brokenPicklesAreRefusedAndNothingElse() {
    byte[] pickle = TorchPickle.ofTensor("FloatStorage", new long[] {2, 3}, new long[] {3, 1});
    Random random = new Random(5);
    int refused = 0;
    for (int round = 0; round < 1200; round++) {
      byte[] evil = broken(pickle, random);
      Path file = new TorchFile(evil, TorchFile.floats(6)).write(folder.resolve("broken-a.pth"));
      refused += isRefused(file) ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(600);
  }

  private static byte[] broken(byte[] whole, Random random) {
    int length = random.nextInt(4) == 0 ? random.nextInt(whole.length) : whole.length;
    byte[] broken = Arrays.copyOf(whole, length);
    for (int flip = 0; flip < 3 && length > 0; flip++) {
      broken[random.nextInt(length)] = (byte) random.nextInt();
    }
    return broken;
  }

  private static boolean isRefused(Path file) {
    try {
      Checkpoint.open(file).tensors().values().forEach(Tensor::toArray);
      return false;
    } catch (ModelException expected) {
      assertThat(expected).hasMessageContaining("broken-");
      return true;
    }
  }

  private static byte[] safetensors(long length, String header, int data) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + text.length + data)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(length)
        .put(text)
        .array();
  }

  private static TorchFile tensor(int numbers, long[] shape, long[] strides) {
    return new TorchFile(
        TorchPickle.ofTensor("FloatStorage", shape, strides), TorchFile.floats(numbers));
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(TorchFile file) {
    Path path = file.write(folder.resolve("a.pth"));
    return assertThatThrownBy(() -> Checkpoint.open(path))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("a.pth");
  }
}
