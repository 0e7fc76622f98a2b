package org.maskfoundry.jobs.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.maskfoundry.config.ProductVersion;
import org.maskfoundry.config.Redaction;
import org.maskfoundry.config.Settings;
import org.maskfoundry.model.SegmenterDescription;

/**
 * What became of a command, for schedulers and scripts: {@code command}, {@code version}, {@code
 * outcome}, {@code exit_code}, {@code error}, {@code started_at}, {@code seconds} and {@code
 * processor_seconds} by step, {@code counts} by fate, {@code files}, and what else the command has
 * to say.
 */
final class CommandSummary {

  private final String command;
  private final Instant startedAt = Instant.now();
  private final long startedNanos = System.nanoTime();
  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private final Map<String, Double> processorSeconds = new LinkedHashMap<>();
  private final Map<String, Object> counts = new LinkedHashMap<>();
  private final Map<String, String> files = new LinkedHashMap<>();
  private final Map<String, Object> more = new LinkedHashMap<>();

  /** Summaries are kept in logs of schedulers. */
  private static final class RedactedText extends StdScalarSerializer<String> {

    private static final long serialVersionUID = 1;

    RedactedText() {
      super(String.class);
    }

    @Override
    public void serialize(String text, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(Redaction.text(text));
    }
  }

  CommandSummary(String command) {
    this.command = command;
  }

  /** Does a step and remembers how long it took, by the clock and of the processors. */
  <T> T time(String step, Callable<T> work) throws Exception {
    long started = System.nanoTime();
    long processorStarted = ProcessorTime.nanos();
    try {
      return work.call();
    } finally {
      seconds.merge(step, secondsSince(started), Double::sum);
      processorSeconds.merge(
          step, inSeconds(ProcessorTime.nanos() - processorStarted), Double::sum);
    }
  }

  /** Counts something. */
  void count(String name, long number) {
    counts.put(name, number);
  }

  /** Counts something by its kinds. */
  void count(String name, Map<String, Long> numbers) {
    counts.put(name, numbers);
  }

  /** Names a file or folder the command made. */
  void file(String name, Path file) {
    files.put(name, file.toAbsolutePath().toString());
  }

  /** Names a file or folder of any file system that the command made. */
  void location(String name, String pathOrUri) {
    files.put(name, pathOrUri);
  }

  /** Adds a member of the command's own: strings, numbers, flags, and lists and maps of them. */
  void put(String name, Object value) {
    more.put(name, value);
  }

  /** Names the settings the command ran with, and their digest. */
  void settings(Settings settings) {
    put("settings", settings.rendered());
    put("settings_digest", settings.digest());
  }

  /** Names the model the command ran with, and where. */
  void model(SegmenterDescription model) {
    put("model", Map.of("name", model.name(), "digest", model.digest(), "device", model.device()));
  }

  /** Seconds since the command began. */
  double elapsedSeconds() {
    return secondsSince(startedNanos);
  }

  private static double secondsSince(long nanos) {
    return inSeconds(System.nanoTime() - nanos);
  }

  private static double inSeconds(long nanos) {
    return Duration.ofNanos(nanos).toMillis() / 1000.0;
  }

  /** The summary as JSON. */
  byte[] toJson(ExitCode outcome, String error) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("command", command);
    members.put("version", ProductVersion.current().toString());
    members.put("outcome", outcome.summaryName());
    members.put("exit_code", outcome.status());
    members.put("error", error);
    members.put("started_at", startedAt.toString());
    seconds.put("total", elapsedSeconds());
    members.put("seconds", seconds);
    members.put("processor_seconds", processorSeconds);
    members.put("counts", counts);
    members.put("files", files);
    members.putAll(more);
    return new ObjectMapper()
        .registerModule(new SimpleModule().addSerializer(String.class, new RedactedText()))
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValueAsBytes(members);
  }
}
