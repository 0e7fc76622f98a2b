package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * {@code masks} and its like start without Spark on the class path, so no command may mention it
 * where the parser of the command line looks.
 */
class CommandsWithoutSparkTest {

  @Test
  void theParserKnowsAllCommandsWithoutSpark() throws Exception {
    URL[] classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(CommandsWithoutSparkTest::isLight)
            .map(CommandsWithoutSparkTest::url)
            .toArray(URL[]::new);
    try (URLClassLoader light =
        new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
      Class<?> maskfoundry = light.loadClass("org.maskfoundry.jobs.cli.Maskfoundry");
      var commandLine = maskfoundry.getDeclaredMethod("commandLine");
      commandLine.setAccessible(true);
      Object parser = commandLine.invoke(null);
      Object subcommands = parser.getClass().getMethod("getSubcommands").invoke(parser);
      assertThat(subcommands.toString()).contains("masks", "export", "show");
    }
  }

  private static boolean isLight(String entry) {
    return !entry.contains("spark") && !entry.contains("hadoop") && !entry.contains("scala");
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
