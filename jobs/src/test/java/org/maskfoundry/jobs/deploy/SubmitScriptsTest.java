package org.maskfoundry.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The submitting scripts in a checkout of their own, with a spark-submit that only says its
 * arguments.
 */
class SubmitScriptsTest {

  private static final String PRINT_ARGUMENTS = "printf '%s\\n' \"$@\"\nexit 6\n";

  @TempDir Path folder;
  private Path home;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void layOutCheckout() throws IOException {
    home = Files.createDirectories(folder.resolve("a checkout – ü"));
    for (String script :
        List.of(
            "submission.sh",
            "standalone/submit-generate.sh",
            "standalone/lay-out-spark",
            "yarn/submit-generate.sh")) {
      Path copy = home.resolve("deploy").resolve(script);
      Files.createDirectories(copy.getParent());
      Files.copy(Deployment.FOLDER.resolve(script), copy);
    }
    ScriptRun.script(home.resolve("bin/maskfoundry"), "echo \"$*\" >> \"${0%/*}/../builds\"\n");
    Path target = home.resolve("jobs/target");
    Files.createDirectories(target.resolve("launcher"));
    Files.writeString(target.resolve("launcher/runtime.classpath"), "/jars/a.jar:/jars/b.jar");
    Files.writeString(target.resolve("launcher/provided.classpath"), "/jars/spark.jar");
    Files.createFile(target.resolve("maskfoundry-jobs-1.jar"));
    Files.createFile(target.resolve("maskfoundry-jobs-1-tests.jar"));
    Path options = target.resolve("classes/org/maskfoundry/jobs/spark-module.options");
    Files.createDirectories(options.getParent());
    Files.writeString(options, "--add-opens=java.base/java.nio=ALL-UNNAMED\n");
    ScriptRun.script(folder.resolve("spark/bin/spark-submit"), PRINT_ARGUMENTS);
    environment.put("SPARK_HOME", folder.resolve("spark").toString());
    environment.put("HADOOP_CONF_DIR", folder.toString());
  }

  private ScriptRun submit(String cluster, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("deploy").resolve(cluster).resolve("submit-generate.sh").toString());
    command.addAll(List.of(arguments));
    return ScriptRun.of(folder, environment, command);
  }

  private void isRefused(ScriptRun run, String... words) {
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.error()).startsWith("submit-generate: ").contains(words);
    assertThat(run.output()).isEmpty();
    assertThat(home.resolve("builds")).doesNotExist();
  }

  @Test
  void standaloneGetsSparksOptionsBeforeTheJarAndThoseOfGenerateAfterIt() throws Exception {
    ScriptRun run =
        submit(
            "standalone",
            "--master",
            "spark://head:7077",
            "--conf",
            "spark.executor.memory=8g",
            "--",
            "--images",
            "a b/ü*",
            "--");

    assertThat(run.status()).as("that of spark-submit").isEqualTo(6);
    assertThat(run.output())
        .containsSubsequence("--class", "org.maskfoundry.jobs.cli.Maskfoundry")
        .containsSubsequence("--jars", "/jars/a.jar,/jars/b.jar")
        .containsSubsequence("--conf", "spark.executorEnv.LC_ALL=C.UTF-8")
        .doesNotContain("--properties-file")
        .endsWith(
            "--master",
            "spark://head:7077",
            "--conf",
            "spark.executor.memory=8g",
            home.resolve("jobs/target/maskfoundry-jobs-1.jar").toString(),
            "generate",
            "--images",
            "a b/ü*",
            "--");
    assertThat(home.resolve("builds")).hasContent("version");
  }

  @Test
  void withoutADistributionStandaloneTakesTheSparkOfTheCheckout() throws Exception {
    environment.remove("SPARK_HOME");
    ScriptRun.script(folder.resolve("jdk/bin/java"), PRINT_ARGUMENTS);
    environment.put("JAVA_HOME", folder.resolve("jdk").toString());

    assertThat(submit("standalone", "--master=spark://head:7077", "--").output())
        .startsWith("--add-opens=java.base/java.nio=ALL-UNNAMED")
        .containsSubsequence(
            "-cp",
            "/jars/spark.jar:/jars/a.jar:/jars/b.jar",
            "org.apache.spark.deploy.SparkSubmit",
            "--master=spark://head:7077");
  }

  @Test
  void yarnGetsItsProfileAndTheDiscoveryScriptBeforeTheUsersOwn() throws Exception {
    ScriptRun run =
        submit("yarn", "--queue", "masks", "--properties-file", "own.conf", "--", "--dry-run");

    assertThat(run.status()).as("that of spark-submit").isEqualTo(6);
    assertThat(run.output())
        .containsSubsequence(
            "--master",
            "yarn",
            "--deploy-mode",
            "client",
            "--properties-file",
            home.resolve("conf/spark/yarn.conf").toString(),
            "--conf",
            "spark.files=" + home.resolve("deploy/gpu/discover-gpus.sh"),
            "--queue",
            "masks",
            "--properties-file",
            "own.conf",
            "generate",
            "--dry-run");
  }

  @ParameterizedTest
  @ValueSource(strings = {"standalone", "yarn"})
  void optionsWithoutTheMarkBetweenAreRefused(String cluster) throws Exception {
    isRefused(submit(cluster, "--master", "spark://head:7077"), "found no --");
  }

  @Test
  void standaloneWithoutAMasterIsRefused() throws Exception {
    isRefused(submit("standalone", "--", "--master", "spark://head:7077"), "--master spark://");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--deploy-mode cluster", "--deploy-mode=cluster"})
  void yarnRefusesADriverWhoseExitCodeWouldBeLost(String option) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(option.split(" ")));
    arguments.add("--");
    isRefused(submit("yarn", arguments.toArray(String[]::new)), "cluster", "exit code");
  }

  @Test
  void yarnRefusesToGoWithoutADistributionOrTheClustersConfiguration() throws Exception {
    environment.put("HADOOP_CONF_DIR", folder.resolve("nowhere").toString());
    isRefused(submit("yarn", "--"), "HADOOP_CONF_DIR", "nowhere", "yarn-site.xml");
    environment.remove("SPARK_HOME");
    isRefused(submit("yarn", "--"), "SPARK_HOME is not set", "Spark 4.1");
  }

  private ScriptRun layOut(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("deploy/standalone/lay-out-spark").toString());
    command.addAll(List.of(arguments));
    return ScriptRun.of(folder, environment, command);
  }

  @Test
  void aSparkHomeIsLaidOutOfSparksJarsAndThoseItSharesWithTheApplication() throws Exception {
    Path launcher = home.resolve("jobs/target/launcher");
    Files.writeString(launcher.resolve("provided.classpath"), "/jars/spark-core.jar:/jars/x.jar");
    Files.writeString(
        launcher.resolve("runtime.classpath"), "/jars/opencv-4.jar:/jars/jackson-core-2.jar");
    ScriptRun.script(folder.resolve("jdk/bin/java"), "echo \"$SPARK_HOME\"\n" + PRINT_ARGUMENTS);
    environment.put("JAVA_HOME", folder.resolve("jdk").toString());

    ScriptRun run = layOut("a spark");

    assertThat(run.status()).as(run.error()).isZero();
    Path spark = folder.resolve("a spark");
    assertThat(Files.readSymbolicLink(spark.resolve("jars/spark-core.jar")))
        .isEqualTo(Path.of("/jars/spark-core.jar"));
    assertThat(spark.resolve("jars").toFile().list())
        .containsExactlyInAnyOrder("spark-core.jar", "x.jar", "jackson-core-2.jar");
    ScriptRun start =
        ScriptRun.of(
            folder, environment, List.of(spark.resolve("bin/spark-class").toString(), "A", "b c"));
    assertThat(start.output())
        .startsWith(spark.toRealPath().toString(), "--add-opens=java.base/java.nio=ALL-UNNAMED")
        .endsWith(
            "-cp", spark.toRealPath() + "/conf:" + spark.toRealPath() + "/jars/*", "A", "b c");
  }

  @Test
  void aFolderThatIsThereIsNotLaidOutAnew() throws Exception {
    ScriptRun there = layOut(folder.toString());
    ScriptRun none = layOut();

    assertThat(List.of(there.status(), none.status())).containsOnly(2);
    assertThat(there.error()).contains("not there yet").contains(folder.toString());
    assertThat(none.error()).contains("found none");
  }
}
