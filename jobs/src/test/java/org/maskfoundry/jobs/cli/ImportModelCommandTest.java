package org.maskfoundry.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskfoundry.model.Bundle;
import picocli.CommandLine;

class ImportModelCommandTest {

  @TempDir private Path folder;
  private final StringWriter said = new StringWriter();

  @Test
  void aPairBecomesABundleThatEveryCommandTakes() throws IOException {
    Path bundle = folder.resolve("my model ü");
    int status =
        execute(
            "import-model",
            "--encoder",
            resource("encoder.onnx"),
            "--decoder",
            resource("decoder.onnx"),
            "--config",
            resource("model.json"),
            "--output",
            bundle.toString());
    assertThat(said.toString()).contains("region_nano (efficientvit-sam, 512 pixels)");
    assertThat(status).isZero();
    assertThat(Bundle.open(bundle).digest()).isEqualTo(Bundle.embedded().digest());
  }

  @Test
  void aFileThatIsNoModelIsRefusedByName() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.pth"), "not a checkpoint");
    int status =
        execute("import-model", "--checkpoint", text.toString(), "--output", folder + "/bundle");
    assertThat(status).isEqualTo(ExitCode.ENVIRONMENT.status());
    assertThat(said.toString()).contains("notes.pth");
    assertThat(folder.resolve("bundle")).doesNotExist();
  }

  @Test
  void anEncoderWithoutItsDecoderIsAWrongUse() throws IOException {
    int status =
        execute("import-model", "--encoder", resource("encoder.onnx"), "--output", folder + "/b");
    assertThat(status).isEqualTo(ExitCode.SETTINGS.status());
    assertThat(said.toString()).contains("--decoder");
  }

  private int execute(String... arguments) {
    CommandLine commandLine = Maskfoundry.commandLine();
    commandLine.setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
    return commandLine.execute(arguments);
  }

  private String resource(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream stream =
        Bundle.class.getResourceAsStream("/org/maskfoundry/model/region_nano/" + name)) {
      Files.copy(stream, file);
    }
    return file.toString();
  }
}
