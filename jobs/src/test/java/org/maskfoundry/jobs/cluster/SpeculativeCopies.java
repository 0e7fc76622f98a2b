package org.maskfoundry.jobs.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What Spark's event logs say of tasks that were begun twice. */
final class SpeculativeCopies {

  private static final ObjectMapper JSON = new ObjectMapper();

  private SpeculativeCopies() {}

  /** The copies that came to their end before the task they were copied from. */
  static List<JsonNode> succeeded(Path folder) throws IOException {
    List<JsonNode> copies = new ArrayList<>();
    for (String line : lines(folder)) {
      JsonNode event = JSON.readTree(line);
      if (event.path("Event").asText().equals("SparkListenerTaskEnd")
          && event.path("Task Info").path("Speculative").asBoolean()
          && event.path("Task End Reason").path("Reason").asText().equals("Success")) {
        copies.add(event.path("Task Info"));
      }
    }
    return copies;
  }

  private static List<String> lines(Path folder) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> logs = Files.list(folder)) {
      for (Path log :
          logs.filter(file -> !file.getFileName().toString().startsWith(".")).toList()) {
        lines.addAll(Files.readAllLines(log));
      }
    }
    return lines;
  }
}
