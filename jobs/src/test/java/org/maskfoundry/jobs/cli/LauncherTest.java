package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a checkout of its own, with a build and a Java that only say how they were
 * started.
 */
class LauncherTest {

  private static final Path LAUNCHER = Path.of("..", "bin", "maskfoundry");

  /** Leaves behind what the real build leaves, and counts how often it ran. */
  private static final String BUILD =
      """
      #!/bin/bash
      echo "$*" >> builds
      [[ ! -e broken ]] || { echo '[ERROR] Example.java: broken'; exit 1; }
      mkdir -p common/target/launcher jobs/target/launcher jobs/target/classes/org/maskfoundry/jobs
      echo '--add-opens=java.base/java.nio=ALL-UNNAMED' > jobs/target/classes/org/maskfoundry/jobs/spark-module.options
      touch common/target/maskfoundry-common-1.jar jobs/target/maskfoundry-jobs-1.jar {picocli,opencv,spark}-2.jar
      printf %s "$PWD/opencv-2.jar" > common/target/launcher/runtime.classpath
      printf %s "$PWD/common/target/maskfoundry-common-1.jar:$PWD/picocli-2.jar:$PWD/opencv-2.jar" > jobs/target/launcher/runtime.classpath
      printf %s "$PWD/spark-2.jar" > jobs/target/launcher/provided.classpath
      if [[ $* == *"-pl bench"* ]]; then
        mkdir -p bench/target
        cp -r jobs/target/launcher bench/target
        printf %s ":$PWD/jobs/target/maskfoundry-jobs-1.jar" >> bench/target/launcher/runtime.classpath
        touch bench/target/maskfoundry-bench-1.jar
      fi
      """;

  /** Says how it was started, one argument on a line; archives classes when asked to. */
  private static final String JAVA =
      """
      #!/bin/bash
      for argument; do
        case $argument in
          -XX:ArchiveClassesAtExit=*) echo archive > "${argument#*=}"; exit 0 ;;
        esac
      done
      echo "charmap $(locale charmap)"
      printf '%s\\n' "$@"
      """;

  @TempDir Path folder;
  private Path home;
  private Path jdk;
  private final Map<String, String> environment = new HashMap<>();

  /**
   * How a start ended.
   *
   * @param status the exit status
   * @param output lines of the standard output
   * @param error the standard error
   */
  private record Start(int status, List<String> output, String error) {

    String classPath() {
      return output.get(output.indexOf("-cp") + 1);
    }
  }

  @BeforeEach
  void layOutCheckout() throws IOException {
    home = Files.createDirectories(folder.resolve("a checkout – ü"));
    for (String path :
        List.of(
            ".mvn",
            "bin",
            "conf",
            "common/src/main",
            "training/src/main",
            "jobs/src/main",
            "bench/src/main")) {
      Files.createDirectories(home.resolve(path));
    }
    for (String path :
        List.of("pom.xml", "common/pom.xml", "training/pom.xml", "jobs/pom.xml", "bench/pom.xml")) {
      Files.createFile(home.resolve(path));
    }
    Files.copy(LAUNCHER, home.resolve("bin/maskfoundry"));
    executable(home.resolve("bin/maskfoundry"));
    executable(Files.writeString(home.resolve("mvnw"), BUILD));
    jdk = folder.resolve("jdk");
    Files.createDirectories(jdk.resolve("bin"));
    executable(Files.writeString(jdk.resolve("bin/java"), JAVA));
    javaVersion("17.0.9");
    environment.put("JAVA_HOME", jdk.toString());
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void javaVersion(String version) throws IOException {
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
  }

  private Start start(Path launcher, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output.txt");
    Path error = folder.resolve("error.txt");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.directory(folder.toFile());
    builder.redirectOutput(output.toFile()).redirectError(error.toFile());
    int status = builder.start().waitFor();
    return new Start(status, Files.readAllLines(output), Files.readString(error));
  }

  private Start start(String... arguments) throws Exception {
    return start(home.resolve("bin/maskfoundry"), arguments);
  }

  private int builds() throws IOException {
    Path log = home.resolve("builds");
    return Files.exists(log) ? Files.readAllLines(log).size() : 0;
  }

  @Test
  void theFirstStartBuildsAndLaterOnesDoNot() throws Exception {
    Start first = start("version");
    Start second = start("version");

    assertThat(first.status()).isZero();
    assertThat(first.error().lines()).hasSize(1).first().asString().contains("building");
    assertThat(second.error()).isEmpty();
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void benchIsBuiltOfItsOwnModuleWhenItIsAskedFor() throws Exception {
    start("version");
    Start first = start("bench", "--help");
    Start second = start("bench");

    assertThat(first.status()).isZero();
    assertThat(builds()).isEqualTo(2);
    assertThat(Files.readAllLines(home.resolve("builds")))
        .satisfiesExactly(
            jobs -> assertThat(jobs).contains("-pl jobs"),
            bench -> assertThat(bench).contains("-pl bench"));
    assertThat(first.output()).endsWith("org.maskfoundry.jobs.cli.Bench", "bench", "--help");
    assertThat(second.error()).isEmpty();
    for (Start start : List.of(first, second)) {
      assertThat(start.classPath())
          .contains("maskfoundry-bench-1.jar", "maskfoundry-jobs-1.jar", "spark-2.jar");
    }
  }

  @Test
  void argumentsArriveAsTheyWereGiven() throws Exception {
    Start start = start("masks", "--image", "a b/ü 図*.jpg", "");

    assertThat(start.output())
        .endsWith(Maskfoundry.class.getName(), "masks", "--image", "a b/ü 図*.jpg", "");
  }

  @Test
  void changedSourcesAreBuiltAgain() throws Exception {
    start("version");
    Path source = Files.createFile(home.resolve("common/src/main/Changed.java"));
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));

    start("version");

    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void theProfilesOfTheBuildAreFollowed() throws Exception {
    start("version");
    Path options = Files.writeString(home.resolve(".mvn/maven.config"), "-Pgpu\n");
    Files.setLastModifiedTime(options, FileTime.from(Instant.now().plusSeconds(5)));

    start("version");

    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void aJarThatIsGoneIsBuiltAgain() throws Exception {
    start("version");
    Files.delete(home.resolve("opencv-2.jar"));

    start("version");

    assertThat(builds()).isEqualTo(2);
    assertThat(home.resolve("opencv-2.jar")).exists();
  }

  @Test
  void aBrokenBuildSaysWhyAndStartsNothing() throws Exception {
    Files.createFile(home.resolve("broken"));

    Start start = start("version");

    assertThat(start.status()).isEqualTo(ExitCode.ENVIRONMENT.status());
    assertThat(start.error()).contains("Example.java: broken").contains("build.log");
    assertThat(start.output()).isEmpty();
  }

  @Test
  void linksAndOtherFoldersLeadToTheSameCheckout() throws Exception {
    Path links = Files.createDirectories(folder.resolve("links"));
    Files.createSymbolicLink(links.resolve("first"), Path.of("../a checkout – ü/bin/maskfoundry"));
    Path second = Files.createSymbolicLink(links.resolve("second"), Path.of("first"));

    Start start = start(second, "version");

    assertThat(start.output()).contains("-Dmaskfoundry.conf=" + home.toRealPath() + "/conf");
  }

  @Test
  void commandsForOneImageStartWithoutSparkAndWithArchivedClasses() throws Exception {
    Start masks = start("masks");
    Start generate = start("generate");

    assertThat(masks.classPath()).contains("maskfoundry-jobs-1.jar").contains("picocli-2.jar");
    assertThat(masks.classPath()).contains("opencv-2.jar").doesNotContain("spark-2.jar");
    assertThat(masks.output()).anyMatch(line -> line.startsWith("-XX:SharedArchiveFile="));
    assertThat(generate.classPath()).contains("spark-2.jar").contains("maskfoundry-common-1.jar");
    assertThat(generate.output()).contains("--add-opens=java.base/java.nio=ALL-UNNAMED");
  }

  @Test
  void doctorLooksAtTheClassPathOfTheJobs() throws Exception {
    Start doctor = start("doctor");

    assertThat(doctor.classPath()).isEqualTo(start("generate").classPath());
    assertThat(doctor.output()).contains("--add-opens=java.base/java.nio=ALL-UNNAMED");
  }

  @Test
  void optionsBeforeTheCommandDoNotHideIt() throws Exception {
    assertThat(start("--stacktrace", "generate").classPath()).contains("spark-2.jar");
    assertThat(start("--stacktrace", "masks").classPath()).doesNotContain("spark-2.jar");
  }

  @Test
  void helpStartsWithoutSpark() throws Exception {
    assertThat(start("generate", "--help").classPath()).doesNotContain("spark-2.jar");
    assertThat(start().classPath()).doesNotContain("spark-2.jar");
  }

  @Test
  void withoutAUtf8LocaleOneIsSet() throws Exception {
    environment.put("LC_ALL", "C");

    assertThat(start("version").output()).contains("charmap UTF-8");
  }

  @Test
  void moreOptionsGoToJava() throws Exception {
    environment.put("MASKFOUNDRY_JAVA_OPTIONS", "-Xmx3g -Dsome=thing");

    assertThat(start("version").output())
        .containsSubsequence("-XX:MaxRAMPercentage=50", "-Xmx3g", "-Dsome=thing", "-cp");
  }

  @Test
  void moreJarsGoBehindTheOthersWhereSparkRuns() throws Exception {
    environment.put("MASKFOUNDRY_CLASS_PATH", "/drivers/a b.jar:/drivers/c.jar");

    assertThat(start("generate").classPath())
        .contains("spark-2.jar")
        .endsWith(":/drivers/a b.jar:/drivers/c.jar");
    assertThat(start("masks").classPath()).doesNotContain("drivers");
  }

  @Test
  void aCollectorTheUserNamesIsTheOnlyOne() throws Exception {
    assertThat(start("generate").output()).contains("-XX:+UseParallelGC");
    environment.put("MASKFOUNDRY_JAVA_OPTIONS", "-XX:+UseG1GC");

    assertThat(start("generate").output()).filteredOn(line -> line.endsWith("GC")).hasSize(1);
  }

  @Test
  void anOldJavaOrNoneIsRefusedWithWhatToDo() throws Exception {
    javaVersion("11.0.2");
    Start old = start("version");
    environment.put("JAVA_HOME", folder.resolve("nowhere").toString());
    Start none = start("version");

    assertThat(old.status()).isEqualTo(ExitCode.ENVIRONMENT.status());
    assertThat(old.error()).contains("11.0.2").contains("17");
    assertThat(none.status()).isEqualTo(ExitCode.ENVIRONMENT.status());
    assertThat(none.error()).contains("nowhere").contains("JAVA_HOME");
    assertThat(builds()).isZero();
  }
}
