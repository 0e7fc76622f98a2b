package org.maskfoundry.jobs.spark.isolation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What a local run has in work, in a file that is there after the process has died. A rerun reads
 * what dead processes left, takes it over, and removes it when it comes to its end. A process that
 * is ended on request has died of no image.
 */
final class WorkLog implements AutoCloseable {

  private static final String PREFIX = ".in-work-";
  private static final char BEGUN = '+';
  private static final char ENDED = '-';
  private static final char LOST = '!';

  private final Path file;
  private final Writer writer;
  private final Map<String, Integer> losses;
  private final Set<String> inWork = ConcurrentHashMap.newKeySet();
  private final Thread atExit = new Thread(this::endedOnRequest, "work-log");

  private WorkLog(Path file, Map<String, Integer> losses) throws IOException {
    this.file = file;
    this.losses = losses;
    this.writer = Files.newBufferedWriter(file);
    for (Map.Entry<String, Integer> loss : losses.entrySet()) {
      for (int time = 0; time < loss.getValue(); time++) {
        write(LOST, loss.getKey());
      }
    }
    // Not run where native code, the system or a time limit kills the process.
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Takes over what dead processes left in a folder. */
  static WorkLog open(Path folder) throws IOException {
    Files.createDirectories(folder);
    List<Path> left;
    try (Stream<Path> files = Files.list(folder)) {
      left = files.filter(WorkLog::isLeftBehind).toList();
    }
    Map<String, Integer> losses = new HashMap<>();
    for (Path dead : left) {
      read(dead).forEach((image, times) -> losses.merge(image, times, Integer::sum));
    }
    WorkLog log = new WorkLog(folder.resolve(PREFIX + ProcessHandle.current().pid()), losses);
    for (Path dead : left) {
      if (!dead.equals(log.file)) {
        Files.delete(dead);
      }
    }
    return log;
  }

  private static boolean isLeftBehind(Path file) {
    String name = file.getFileName().toString();
    if (!name.matches("\\" + PREFIX + "\\d+")) {
      return false;
    }
    long process = Long.parseLong(name.substring(PREFIX.length()));
    // A number is given again after a while: this process's own may be a dead one's.
    return process == ProcessHandle.current().pid()
        || ProcessHandle.of(process).filter(ProcessHandle::isAlive).isEmpty();
  }

  private static Map<String, Integer> read(Path file) throws IOException {
    Map<String, Integer> losses = new HashMap<>();
    Set<String> inWork = new HashSet<>();
    for (String line : Files.readAllLines(file)) {
      if (line.isEmpty()) {
        continue;
      }
      String image = line.substring(1);
      switch (line.charAt(0)) {
        case BEGUN -> inWork.add(image);
        case ENDED -> inWork.remove(image);
        case LOST -> losses.merge(image, 1, Integer::sum);
        default -> throw new IOException("%s: not a list of images in work".formatted(file));
      }
    }
    inWork.forEach(image -> losses.merge(image, 1, Integer::sum));
    return losses;
  }

  /** By image, how many processes died while it was in work. */
  Map<String, Integer> losses() {
    return losses;
  }

  void begun(String image) {
    inWork.add(image);
    write(BEGUN, image);
  }

  void ended(String image) {
    inWork.remove(image);
    write(ENDED, image);
  }

  /** What is in work was not the reason. */
  private void endedOnRequest() {
    inWork.forEach(image -> write(ENDED, image));
  }

  private void write(char what, String image) {
    try {
      writer.write(what + image.replace('\n', ' ') + '\n');
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }

  private void forgetHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException isRunning) {
      // The process ends, and the file goes with what it would have written.
    }
  }

  /** The run came to its end: nothing of it needs to be known. */
  @Override
  public void close() throws IOException {
    forgetHook();
    inWork.clear();
    writer.close();
    Files.deleteIfExists(file);
    try {
      Files.deleteIfExists(file.getParent());
    } catch (DirectoryNotEmptyException another) {
      // Another run of the same dataset is at work.
    }
  }
}
