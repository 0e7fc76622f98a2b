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
import java.util.Arrays;
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
  private static final long LARGEST_HEADER = 8L << 20;

  private final Path file;
  private final MappedFile mapped;
  private final long dataStart;

  private SafetensorsReader(Path file, MappedFile mapped, long dataStart) {
    this.file = file;
    this.mapped = mapped;
    this.dataStart = dataStart;
  }

  static Checkpoint read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      MappedFile mapped = new MappedFile(channel);
      if (!mapped.has(0, Long.BYTES)) {
        throw refused(file, "it has only " + mapped.size() + " bytes");
      }
      long length = mapped.part(0, Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).getLong();
      if (length > LARGEST_HEADER || !mapped.has(Long.BYTES, length)) {
        throw refused(file, "its header would have " + length + " bytes");
      }
      byte[] header = new byte[(int) length];
      mapped.part(Long.BYTES, length).get(header);
      return new SafetensorsReader(file, mapped, Long.BYTES + length).read(header);
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
      ElementType type = type(name, entry.path("dtype").asText());
      List<Long> shape = wholeNumbers(name, entry, "shape");
      List<Long> offsets = wholeNumbers(name, entry, "data_offsets");
      if (offsets.size() != 2) {
        throw refused(file, "tensor " + name + " has no two data_offsets");
      }
      long start = offsets.get(0);
      long end = offsets.get(1);
      if (start > end || end > mapped.size() || !mapped.has(dataStart + start, end - start)) {
        throw refused(file, "tensor " + name + " lies outside the file or has more than 1 GB");
      }
      ByteBuffer data = mapped.part(dataStart + start, end - start);
      return new Tensor(name, type, shape, data);
    } catch (IllegalArgumentException wrong) {
      throw refused(file, "tensor " + wrong.getMessage());
    }
  }

  private ElementType type(String name, String found) {
    return ElementType.named(found)
        .orElseThrow(
            () ->
                new ModelException(
                    "%s: tensor %s has the number format %s; known are %s; convert it to F32"
                        .formatted(file, name, found, Arrays.toString(ElementType.values()))));
  }

  private List<Long> wholeNumbers(String name, JsonNode entry, String key) {
    JsonNode list = entry.path(key);
    List<Long> numbers = new ArrayList<>();
    for (JsonNode number : list) {
      numbers.add(number.isIntegralNumber() && number.canConvertToLong() ? number.asLong() : -1);
    }
    if (!list.isArray() || numbers.stream().anyMatch(number -> number < 0)) {
      throw refused(file, "tensor " + name + " has the " + key + " " + list);
    }
    return numbers;
  }

  private static ModelException refused(Path file, String found) {
    return new ModelException(
        "%s: is no whole safetensors file: %s; download it again".formatted(file, found));
  }
}
