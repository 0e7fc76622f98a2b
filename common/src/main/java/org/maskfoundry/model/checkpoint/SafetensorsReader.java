package org.maskfoundry.model.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.maskfoundry.model.ModelException;

/**
 * Reads safetensors: eight bytes with the length of a JSON header, the header with type, shape and
 * place of each tensor, then the numbers.
 */
final class SafetensorsReader {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LARGEST_HEADER = 100L << 20;

  private final Path file;
  private final FileChannel channel;
  private final long dataStart;

  private SafetensorsReader(Path file, FileChannel channel, long dataStart) {
    this.file = file;
    this.channel = channel;
    this.dataStart = dataStart;
  }

  static Checkpoint read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() < 8) {
        throw refused(file, "it has only " + channel.size() + " bytes");
      }
      long length =
          channel.map(FileChannel.MapMode.READ_ONLY, 0, 8).order(ByteOrder.LITTLE_ENDIAN).getLong();
      if (length < 2 || length > LARGEST_HEADER || 8 + length > channel.size()) {
        throw refused(file, "its header would have " + length + " bytes");
      }
      byte[] header = new byte[(int) length];
      channel.map(FileChannel.MapMode.READ_ONLY, 8, length).get(header);
      return new SafetensorsReader(file, channel, 8 + length).read(header);
    }
  }

  private Checkpoint read(byte[] header) throws IOException {
    JsonNode root;
    try {
      root = JSON.readTree(header);
    } catch (IOException broken) {
      throw refused(file, "its header is no JSON");
    }
    if (root == null || !root.isObject()) {
      throw refused(file, "its header is no JSON object");
    }
    Map<String, Tensor> tensors = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : root.properties()) {
      if (!field.getKey().equals("__metadata__")) {
        tensors.put(field.getKey(), tensor(field.getKey(), field.getValue()));
      }
    }
    return new Checkpoint(file, tensors);
  }

  private Tensor tensor(String name, JsonNode entry) throws IOException {
    try {
      ElementType type = ElementType.valueOf(entry.path("dtype").asText());
      List<Long> shape = new ArrayList<>();
      entry.path("shape").forEach(size -> shape.add(size.asLong(-1)));
      long start = entry.path("data_offsets").path(0).asLong(-1);
      long end = entry.path("data_offsets").path(1).asLong(-1);
      if (start < 0 || end < start || end > channel.size() - dataStart) {
        throw refused(file, "tensor " + name + " lies outside the file");
      }
      if (end - start > Integer.MAX_VALUE || shape.stream().anyMatch(size -> size < 0)) {
        throw refused(file, "tensor " + name + " has an impossible size");
      }
      ByteBuffer data = channel.map(FileChannel.MapMode.READ_ONLY, dataStart + start, end - start);
      return new Tensor(name, type, shape, data);
    } catch (IllegalArgumentException | ArithmeticException wrong) {
      throw refused(file, "tensor " + name + ": " + wrong.getMessage());
    }
  }

  private static ModelException refused(Path file, String found) {
    return new ModelException(
        "%s: is no whole safetensors file: %s; download it again".formatted(file, found));
  }
}
