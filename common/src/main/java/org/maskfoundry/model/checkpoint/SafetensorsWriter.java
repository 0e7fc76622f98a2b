package org.maskfoundry.model.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;

/**
 * Writes safetensors, one tensor after the other in 32-bit floats, never more than one in memory.
 */
public final class SafetensorsWriter {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ALIGNMENT = 64;

  private SafetensorsWriter() {}

  /**
   * Writes the tensors in the order given. What the file was before stays until the new one is
   * whole: the tensors may be its own.
   *
   * @throws IOException where the file cannot be written
   */
  public static void write(Path file, Collection<Tensor> tensors) throws IOException {
    ObjectNode header = JSON.createObjectNode();
    long offset = 0;
    for (Tensor tensor : tensors) {
      long end = offset + 4L * tensor.count();
      ObjectNode entry = header.putObject(tensor.name());
      entry.put("dtype", ElementType.F32.name());
      entry.set("shape", JSON.valueToTree(tensor.shape()));
      entry.set("data_offsets", JSON.valueToTree(List.of(offset, end)));
      offset = end;
    }
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    try (FileChannel channel =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      writeAll(channel, padded(JSON.writeValueAsString(header)));
      for (Tensor tensor : tensors) {
        writeAll(channel, tensor.toFloats().data());
      }
    } catch (IOException | RuntimeException failed) {
      Files.deleteIfExists(unfinished);
      throw failed;
    }
    Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The header with its length, filled with spaces so that the numbers begin aligned. */
  private static ByteBuffer padded(String header) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    int length = (json.length + 8 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - 8;
    ByteBuffer bytes = ByteBuffer.allocate(8 + length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(length).put(json);
    while (bytes.hasRemaining()) {
      bytes.put((byte) ' ');
    }
    return bytes.flip();
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
