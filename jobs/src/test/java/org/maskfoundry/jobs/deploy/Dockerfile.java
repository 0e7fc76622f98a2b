package org.maskfoundry.jobs.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The container image's file, as far as it can be read without a container engine.
 *
 * @param arguments those before the first stage: defaults of base images
 * @param stages in their order
 */
record Dockerfile(List<Instruction> arguments, List<Stage> stages) {

  private static final Pattern STAGE = Pattern.compile("(\\S+) AS (\\S+)");

  /** A line of the file, continued ones joined. */
  record Instruction(String keyword, String rest) {

    /** The words that are no options. */
    List<String> words() {
      return List.of(rest.split(" +")).stream().filter(word -> !word.startsWith("--")).toList();
    }

    /** The value of an option such as --from; empty where it is not given. */
    String option(String name) {
      Matcher value = Pattern.compile("--" + name + "=(\\S+)").matcher(rest);
      return value.find() ? value.group(1) : "";
    }
  }

  /** A stage, what it starts from, and its instructions. */
  record Stage(String name, String from, List<Instruction> instructions) {

    List<Instruction> all(String keyword) {
      return instructions.stream().filter(line -> line.keyword().equals(keyword)).toList();
    }

    /** Who runs the image in the end. */
    String user() {
      List<Instruction> users = all("USER");
      return users.isEmpty() ? "root" : users.get(users.size() - 1).rest();
    }
  }

  static Dockerfile read() throws IOException {
    String text = Files.readString(Deployment.FOLDER.resolve("docker/Dockerfile"));
    List<Instruction> arguments = new ArrayList<>();
    List<Stage> stages = new ArrayList<>();
    String joined = text.replaceAll("(?m)^#.*\n", "").replaceAll(" *\\\\\n *", " ");
    for (String line : joined.lines().toList()) {
      if (line.isBlank()) {
        continue;
      }
      String[] parts = line.split(" +", 2);
      Instruction instruction =
          new Instruction(parts[0].toUpperCase(Locale.ROOT), parts[1].strip());
      if (instruction.keyword().equals("FROM")) {
        Matcher stage = STAGE.matcher(instruction.rest());
        if (!stage.matches()) {
          throw new IOException("a stage without a name: " + line);
        }
        stages.add(new Stage(stage.group(2), stage.group(1), new ArrayList<>()));
      } else if (stages.isEmpty()) {
        arguments.add(instruction);
      } else {
        stages.get(stages.size() - 1).instructions().add(instruction);
      }
    }
    return new Dockerfile(arguments, stages);
  }

  Stage stage(String name) {
    return stages.stream().filter(stage -> stage.name().equals(name)).findFirst().orElseThrow();
  }

  /** The default of an argument before the first stage. */
  String argument(String name) {
    return arguments.stream()
        .map(Instruction::rest)
        .filter(rest -> rest.startsWith(name + "="))
        .map(rest -> rest.substring(name.length() + 1))
        .findFirst()
        .orElseThrow();
  }

  /** Where the application lies in the image: what the targets take from their builds. */
  String home() {
    return stage("cuda").all("COPY").stream()
        .filter(copy -> copy.option("from").equals("build-cuda"))
        .map(copy -> copy.words().get(1))
        .findFirst()
        .orElseThrow();
  }
}
