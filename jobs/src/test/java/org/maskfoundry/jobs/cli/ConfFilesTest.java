package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.maskfoundry.config.Setting;
import org.maskfoundry.config.Settings;
import org.maskfoundry.config.SettingsResolver;

/** The files in {@code conf} list every setting of their job as it is. */
class ConfFilesTest {

  private static final Path FOLDER = Path.of("..", "conf");

  /** What the file of a job says: to be copied there when a setting changes. */
  private static String expected(Job job) {
    return """
        # Settings of maskfoundry %1$s, with the product's defaults. Take the # away from a line to set
        # it for every model and run; until then a model's own defaults hold. Over this file go those
        # of --conf, a preset and --set, in this order. What holds in the end is shown by
        # maskfoundry validate --job %1$s

        """
            .formatted(job)
        + job.settings().stream().map(ConfFilesTest::paragraph).collect(Collectors.joining("\n"));
  }

  private static String paragraph(Setting<?> setting) {
    String unit = setting.unit().isEmpty() ? "" : ", in " + setting.unit();
    return """
        # %s.
        # Expected: %s%s.
        #%s = %s
        """
        .formatted(
            setting.description(),
            setting.type().expected(),
            unit,
            setting.name(),
            setting.renderedDefault());
  }

  @ParameterizedTest
  @EnumSource(Job.class)
  void theFileListsExactlyTheSettingsOfItsJobWithTheirDefaults(Job job) throws IOException {
    assertThat(Files.readString(FOLDER.resolve(job + ".conf"))).isEqualTo(expected(job));
  }

  @ParameterizedTest
  @EnumSource(Job.class)
  void everyLineIsTrueWithoutItsMark(Job job) throws IOException {
    String uncommented;
    try (Stream<String> lines = Files.lines(FOLDER.resolve(job + ".conf"))) {
      uncommented =
          lines.map(line -> line.replaceFirst("^#(?=[a-z])", "")).collect(Collectors.joining("\n"));
    }
    Path file = Files.createTempFile(job.toString(), ".conf");
    try {
      Files.writeString(file, uncommented);

      Settings settings = SettingsResolver.of(job.settings()).file(file).resolve();

      assertThat(settings.rendered()).isEqualTo(Settings.defaults(job.settings()).rendered());
      for (Setting<?> setting : job.settings()) {
        assertThat(settings.origin(setting).source()).isEqualTo(file.toString());
      }
    } finally {
      Files.delete(file);
    }
  }
}
