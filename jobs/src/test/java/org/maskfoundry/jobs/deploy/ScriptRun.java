package org.maskfoundry.jobs.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/**
 * How a script ended.
 *
 * @param status the exit status
 * @param output lines of the standard output
 * @param error the standard error
 */
record ScriptRun(int status, List<String> output, String error) {

  /** Runs a command in a folder, which also takes its output, and waits for its end. */
  static ScriptRun of(Path folder, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    Path error = folder.resolve("error.txt");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeAll(List.of("SPARK_HOME", "HADOOP_CONF_DIR"));
    builder.environment().putAll(environment);
    builder.redirectOutput(output.toFile()).redirectError(error.toFile());
    int status = builder.start().waitFor();
    return new ScriptRun(status, Files.readAllLines(output), Files.readString(error));
  }

  /** Writes a script of bash that can be started. */
  static Path script(Path file, String lines) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/bash\n" + lines);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
