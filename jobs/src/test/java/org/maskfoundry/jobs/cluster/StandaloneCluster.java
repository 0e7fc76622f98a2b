package org.maskfoundry.jobs.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.launcher.JavaModuleOptions;
import org.maskfoundry.jobs.LoggedProcess;
import org.maskfoundry.jobs.cli.Maskfoundry;

/**
 * A standalone Spark cluster of real processes on loopback, from Maven's jars: a master, workers
 * with two declared GPUs each, and commands submitted to it.
 */
final class StandaloneCluster implements AutoCloseable {

  /** How an executor's process is told from others. */
  private static final String EXECUTOR = "CoarseGrainedExecutorBackend";

  /** What a submission would bring but every Spark has. */
  private static final Pattern SPARKS_OWN =
      Pattern.compile("(commons|jackson|netty|protobuf|slf4j)-.*");

  private static final Path FOLDER = Path.of(System.getProperty("cluster.folder"));
  private static final String DEPLOY = "org.apache.spark.deploy.";

  /** Two names of this machine: Spark has no task done twice on the same one. */
  private static final List<String> HOSTS = List.of("127.0.0.1", "localhost");

  private static final String GPUS =
      "#!/bin/sh\necho '{\"name\": \"gpu\", \"addresses\": [\"0\", \"1\"]}'\n";

  private final Path home;
  private final Path discovery;
  private final List<LoggedProcess> processes = new ArrayList<>();
  private final List<LoggedProcess> workers = new ArrayList<>();
  private final String master;

  private StandaloneCluster(Path home) throws IOException, InterruptedException {
    this.home = home;
    Files.createDirectories(home.resolve("conf"));
    Files.createDirectories(home.resolve("jars"));
    List<Path> jars = new ArrayList<>(jars("spark"));
    jars("application").stream().filter(StandaloneCluster::isSparksOwn).forEach(jars::add);
    for (Path jar : jars) {
      Files.createSymbolicLink(home.resolve("jars").resolve(jar.getFileName()), jar);
    }
    this.discovery = home.resolve("gpus.sh");
    Files.writeString(discovery, GPUS);
    Files.setPosixFilePermissions(discovery, PosixFilePermissions.fromString("rwxr-xr-x"));
    LoggedProcess process =
        java("master", List.of(), "master.Master", "--port", "0", "--webui-port", "0");
    this.master = process.await("Starting Spark master at (spark://\\S+)").group(1);
  }

  /** A cluster whose logs stay in the build's folder until the next one is started. */
  static StandaloneCluster start(int workers) throws IOException, InterruptedException {
    Path home = FOLDER.resolve("home");
    FileUtils.deleteDirectory(home.toFile());
    StandaloneCluster cluster = new StandaloneCluster(home);
    for (int worker = 0; worker < workers; worker++) {
      cluster.addWorker();
    }
    return cluster;
  }

  /** Starts another worker with two processors and waits until the master knows it. */
  void addWorker() throws IOException, InterruptedException {
    List<String> gpus =
        List.of(
            "-Dspark.worker.resource.gpu.amount=2",
            "-Dspark.worker.resource.gpu.discoveryScript=" + discovery);
    LoggedProcess worker =
        java(
            "worker" + processes.size(),
            gpus,
            "worker.Worker",
            "--host",
            HOSTS.get(workers.size() % HOSTS.size()),
            "--webui-port",
            "0",
            "--cores",
            "2",
            "--memory",
            "2g",
            "--work-dir",
            home.resolve("work" + processes.size()).toString(),
            master);
    worker.await("Successfully registered with master");
    workers.add(worker);
  }

  /** Submits a command in client mode, with executors of one processor and half a GPU a task. */
  LoggedProcess submit(Map<String, String> configuration, List<String> command) throws IOException {
    return submit(configuration, Maskfoundry.class, command);
  }

  /** Submits a program of the tests or the product. */
  LoggedProcess submit(
      Map<String, String> configuration, Class<?> program, List<String> programArguments)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("SparkSubmit", "--master", master));
    arguments.addAll(List.of("--class", program.getName()));
    // Where they lie, as all nodes are this one.
    arguments.add("--jars");
    arguments.add(
        Stream.concat(
                jars("application").stream().filter(jar -> !isSparksOwn(jar)),
                Stream.of(Path.of(System.getProperty("cluster.tests"))))
            .map(jar -> "local:" + jar)
            .collect(Collectors.joining(",")));
    conf(arguments, "spark.driver.host", "127.0.0.1");
    conf(arguments, "spark.executor.cores", "2");
    conf(arguments, "spark.executor.memory", "1g");
    conf(arguments, "spark.executor.resource.gpu.amount", "1");
    conf(arguments, "spark.task.resource.gpu.amount", "0.5");
    conf(arguments, "spark.executorEnv.OPENCV_LOG_LEVEL", "OFF");
    conf(
        arguments,
        "spark.executor.extraJavaOptions",
        "-Dorg.bytedeco.javacpp.maxBytes=0 -Dorg.bytedeco.javacpp.maxPhysicalBytes=0"
            + " -XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    configuration.forEach((key, value) -> conf(arguments, key, value));
    arguments.add("local:" + System.getProperty("cluster.jar"));
    arguments.addAll(programArguments);
    return java("submit" + processes.size(), List.of("-Xmx1g"), arguments.toArray(String[]::new));
  }

  private static void conf(List<String> arguments, String key, String value) {
    arguments.addAll(List.of("--conf", key + "=" + value));
  }

  private LoggedProcess java(String name, List<String> options, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().trim().split("\\s+")));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(options);
    command.addAll(List.of("-cp", home.resolve("conf") + ":" + home.resolve("jars") + "/*"));
    command.add(DEPLOY + arguments[0]);
    command.addAll(List.of(arguments).subList(1, arguments.length));
    Map<String, String> environment =
        Map.of(
            "SPARK_HOME", home.toString(),
            "SPARK_LOCAL_IP", "127.0.0.1",
            "SPARK_SCALA_VERSION", "2.13",
            "LC_ALL", "C.UTF-8");
    LoggedProcess process = LoggedProcess.start(command, environment, home.resolve(name + ".log"));
    processes.add(process);
    return process;
  }

  private static List<Path> jars(String of) throws IOException {
    String list = Files.readString(FOLDER.resolve(of + ".classpath"));
    return Stream.of(list.strip().split(":")).map(Path::of).toList();
  }

  private static boolean isSparksOwn(Path jar) {
    return SPARKS_OWN.matcher(jar.getFileName().toString()).matches();
  }

  /** A worker, by the order in which they were started. */
  LoggedProcess worker(int index) {
    return workers.get(index);
  }

  /** The executors' processes of all workers. */
  List<ProcessHandle> executors() {
    return workers.stream()
        .flatMap(worker -> worker.process().descendants())
        .filter(StandaloneCluster::isExecutor)
        .toList();
  }

  private static boolean isExecutor(ProcessHandle process) {
    return process.info().commandLine().filter(line -> line.contains(EXECUTOR)).isPresent();
  }

  /** Ends everything at once, executors first. */
  @Override
  public void close() {
    executors().forEach(ProcessHandle::destroyForcibly);
    processes.forEach(LoggedProcess::kill);
  }
}
