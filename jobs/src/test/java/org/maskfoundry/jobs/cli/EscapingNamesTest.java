package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names in tars that mean to lead out of where a command writes. */
class EscapingNamesTest {

  private static final Object[] SETTINGS = {"--set", "points_per_side=2"};

  @TempDir Path folder;
  private final String mark = "escaped-" + UUID.randomUUID();

  private List<String> names() {
    return List.of(
        "../" + mark + ".png",
        "../../../" + mark + ".png",
        "x/../../../../" + mark + ".png",
        "/tmp/" + mark + ".png",
        "..\\..\\" + mark + ".png",
        "s3a://other/" + mark + ".png",
        "harmless.png");
  }

  private Path tar(Path file) throws IOException {
    Path image = TestImages.disc(folder.resolve("image.png"), 30, 30);
    try (OutputStream out = Files.newOutputStream(file);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      for (String name : names()) {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(Files.size(image));
        tar.putArchiveEntry(entry);
        Files.copy(image, tar);
        tar.closeArchiveEntry();
      }
      TarArchiveEntry link = new TarArchiveEntry("link.png", TarConstants.LF_SYMLINK);
      link.setLinkName("/etc/passwd");
      tar.putArchiveEntry(link);
      tar.closeArchiveEntry();
    }
    return file;
  }

  /** Every file that is not below {@code out/}, and its content's length. */
  private Map<String, Long> outside() throws IOException {
    Map<String, Long> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (!file.startsWith(folder.resolve("out"))) {
          files.put(folder.relativize(file).toString(), Files.size(file));
        }
      }
    }
    return files;
  }

  private static void run(Object... arguments) {
    CommandLineRun run = CommandLineRun.of(arguments);
    assertThat(run.status()).as(String.join(" ", run.output(), run.error())).isZero();
  }

  private static Object[] with(Object[] more, Object... arguments) {
    List<Object> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of(more));
    return all.toArray();
  }

  @Test
  void noCommandWritesOutsideItsFolder() throws Exception {
    Path shard = tar(folder.resolve("shard.tar"));
    Path out = Files.createDirectories(folder.resolve("out/of/the/way"));
    Path dataset = out.resolve("dataset");
    Object[] lenient = with(SETTINGS, "--set", "error_budget=1");
    Map<String, Long> before = outside();

    run(with(lenient, "generate", "--images", shard, "--output", dataset));
    for (String format : List.of("sa-1b", "coco", "parquet")) {
      run("export", "--dataset", dataset, "--format", format, "--output", out.resolve(format));
    }
    run("show", "--dataset", dataset, "--output", out.resolve("page"));
    run(
        "paint",
        "--dataset",
        dataset,
        "--output",
        out.resolve("painted"),
        "--set",
        "error_budget=1");
    for (String tool : List.of("label-studio", "cvat")) {
      run("tasks", "--dataset", dataset, "--tool", tool, "--output", out.resolve(tool));
    }
    run(
        "embed",
        "--images",
        shard,
        "--output",
        out.resolve("embeddings"),
        "--set",
        "error_budget=1");

    assertThat(outside()).isEqualTo(before);
    for (Path place : List.of(Path.of("/tmp"), folder.getParent(), Path.of("."))) {
      assertThat(place.resolve(mark + ".png")).doesNotExist();
    }
    try (Stream<Path> painted = Files.walk(out.resolve("painted"))) {
      assertThat(painted).anyMatch(file -> file.endsWith("harmless.png"));
    }
    assertThat(Files.readString(out.resolve("painted/manifest.jsonl"))).contains("unsafe_path");
  }
}
