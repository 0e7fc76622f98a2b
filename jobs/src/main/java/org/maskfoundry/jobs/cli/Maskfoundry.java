package org.maskfoundry.jobs.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.maskfoundry.config.ProductVersion;
import org.maskfoundry.config.Redaction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code maskfoundry} with its commands. */
@Command(
    name = "maskfoundry",
    description = "Turns images into datasets of masks with a Segment Anything model.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Maskfoundry.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      GenerateCommand.class,
      IngestCommand.class,
      EmbedCommand.class,
      PrepareCommand.class,
      TrainDetectorCommand.class,
      PrefillCommand.class,
      PaintCommand.class,
      TasksCommand.class,
      MasksCommand.class,
      PredictCommand.class,
      StatusCommand.class,
      ShowCommand.class,
      ExportCommand.class,
      TagCommand.class,
      VersionsCommand.class,
      DiffCommand.class,
      MaintainCommand.class,
      DemoCommand.class,
      ScenesCommand.class,
      ImportModelCommand.class,
      ValidateCommand.class,
      DoctorCommand.class,
      VersionCommand.class,
      CompletionCommand.class
    },
    footer = {
      "",
      "Exit status: 0 done, 1 failed, 2 wrong options or settings, 3 no such device or model,",
      "4 too many images failed, 5 commit state unknown, 6 stopped.",
      "",
      "Options of a command: maskfoundry COMMAND --help"
    })
public final class Maskfoundry {

  private static final int HELP_COLUMNS = 100;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Show where in the code a failure came from.")
  private boolean stacktrace;

  @Option(
      names = "--spark-conf",
      paramLabel = "KEY=VALUE",
      scope = ScopeType.INHERIT,
      description =
          "A property of Spark, such as spark.sql.catalog.maskfoundry.uri=...; may be repeated.")
  private final Map<String, String> sparkProperties = new LinkedHashMap<>();

  /** The release and the commit, as {@code --version} prints them. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"maskfoundry " + ProductVersion.current()};
    }
  }

  /** Runs a command and ends the process with its {@link ExitCode}. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The parser with all commands, writing to the process's streams. */
  static CommandLine commandLine() {
    Maskfoundry root = new Maskfoundry();
    CommandLine commandLine = new CommandLine(root);
    SettingsHelp.addTo(commandLine);
    return commandLine
        .setExpandAtFiles(false)
        .setUnmatchedOptionsAllowedAsOptionParameters(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(HELP_COLUMNS)
        .setUsageHelpAutoWidth(true)
        .setExecutionStrategy(root::execute)
        .setParameterExceptionHandler(root::refuse)
        .setExecutionExceptionHandler(root::report);
  }

  /** Spark reads its configuration from system properties, here as under {@code spark-submit}. */
  private int execute(ParseResult parsed) {
    sparkProperties.forEach(
        (key, value) -> {
          if (!key.startsWith("spark.")) {
            throw new ParameterException(
                parsed.commandSpec().commandLine(),
                "Option '--spark-conf': expected a key that begins with spark., found " + key);
          }
          System.setProperty(key, value);
        });
    return new RunLast().execute(parsed);
  }

  /** Options that cannot be used: the problem, near misses, and where the help is. */
  private int refuse(ParameterException refused, String[] arguments) {
    CommandLine command = refused.getCommandLine();
    PrintWriter error = command.getErr();
    String message = Redaction.text(refused.getMessage());
    error.println(command.getColorScheme().errorText("maskfoundry: " + message));
    UnmatchedArgumentException.printSuggestions(refused, error);
    error.println("Help: " + command.getCommandSpec().qualifiedName() + " --help");
    error.flush();
    return ExitCode.SETTINGS.status();
  }

  /** A command that failed: the message, and the trace for those who asked for it. */
  private int report(Exception thrown, CommandLine command, ParseResult parsed) {
    Throwable failure = thrown instanceof CommandError ? thrown.getCause() : thrown;
    if (failure instanceof ParameterException refused) {
      return refuse(refused, new String[0]);
    }
    PrintWriter error = command.getErr();
    error.println(command.getColorScheme().errorText("maskfoundry: " + FailureMessage.of(failure)));
    if (stacktrace) {
      error.print(FailureMessage.trace(failure));
    }
    error.flush();
    return ExitCode.of(failure).status();
  }
}
