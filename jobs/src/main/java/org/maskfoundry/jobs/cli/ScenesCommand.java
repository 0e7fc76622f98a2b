package org.maskfoundry.jobs.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.maskfoundry.dataset.ImageIdentity;
import org.maskfoundry.dataset.ImageReference;
import org.maskfoundry.dataset.MaskAnnotation;
import org.maskfoundry.export.Sa1bJson;
import org.maskfoundry.image.ImageWriter;
import org.maskfoundry.image.scene.Scene;
import org.maskfoundry.image.scene.SceneRenderer;
import org.maskfoundry.model.Sha256;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code scenes}: rendered pictures whose true masks are known. */
@Command(
    name = "scenes",
    description = {
      "Render scenes and write the true masks of their objects beside them, as SA-1B has records.",
      "",
      "To try and to measure things where the truth is known: ingest reads the records. A scene"
          + " follows from its size and seed alone."
    },
    footer = {
      "",
      "Examples:",
      "  maskfoundry scenes --count 100 --output scenes",
      "  maskfoundry ingest --annotations scenes --images scenes --output dataset",
      "  maskfoundry train-detector --dataset dataset --output detector"
    })
final class ScenesCommand extends SummarisedCommand {

  @Option(names = "--count", paramLabel = "N", required = true, description = "How many scenes.")
  private int count;

  @Option(
      names = "--first-seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The seed of the first scene (default: ${DEFAULT-VALUE}).")
  private long firstSeed;

  @Option(
      names = "--size",
      paramLabel = "WIDTHxHEIGHT",
      defaultValue = "640x480",
      description = "Pixels of a scene (default: ${DEFAULT-VALUE}).")
  private String size;

  @Mixin private OutputFolderOption output;

  @Override
  protected ExitCode run(CommandSummary summary) throws Exception {
    if (count < 1 || !size.matches("[1-9][0-9]{1,3}x[1-9][0-9]{1,3}")) {
      throw usage("Expected --count of 1 at least and --size such as 640x480");
    }
    List<Integer> sides = List.of(size.split("x", 2)).stream().map(Integer::valueOf).toList();
    SceneRenderer renderer = new SceneRenderer(sides.get(1), sides.get(0));
    Path folder = Path.of(output.folder());
    LongStream.range(firstSeed, firstSeed + count)
        .parallel()
        .forEach(seed -> write(folder, seed, renderer.render(seed)));
    summary.count("scenes", count);
    summary.location("scenes", folder.toString());
    result("%,d scenes in %s".formatted(count, folder));
    return ExitCode.SUCCEEDED;
  }

  private static void write(Path folder, long seed, Scene scene) {
    String file = "scene-%06d.png".formatted(seed);
    byte[] image = ImageWriter.png(scene.image());
    String sha256 = Sha256.hex(image);
    ImageReference reference =
        new ImageReference(
            ImageIdentity.imageId(file, sha256),
            file,
            file,
            image.length,
            0,
            sha256,
            scene.image().width(),
            scene.image().height());
    List<MaskAnnotation> objects =
        IntStream.range(0, scene.objects().size())
            .mapToObj(index -> MaskAnnotation.manual(index + 1L, scene.objects().get(index)))
            .toList();
    try {
      OutputFile.write(folder.resolve(file), image);
      OutputFile.write(
          folder.resolve("scene-%06d.json".formatted(seed)), Sa1bJson.record(reference, objects));
    } catch (IOException unwritten) {
      throw new UncheckedIOException(unwritten);
    }
  }
}
