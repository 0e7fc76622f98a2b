package org.maskfoundry.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import org.maskfoundry.jobs.cli.doctor.Doctor;
import org.maskfoundry.jobs.cli.doctor.Finding;
import org.maskfoundry.model.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code doctor}: what this machine has, and what is missing. */
@Command(
    name = "doctor",
    description = {
      "Say what this machine has of what jobs need, and what is missing.",
      "",
      "Libraries are loaded, the device answers a prompt with the embedded model, storages are"
          + " written. Under spark-submit it looks at the driver with the job's configuration. Ends"
          + " with exit status 3 where something needed is missing."
    },
    footer = {
      "",
      "Examples:",
      "  maskfoundry doctor",
      "  maskfoundry doctor --device cuda --storage s3a://bucket/dataset --json doctor.json"
    })
final class DoctorCommand extends SummarisedCommand {

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "auto",
      description =
          "What models are to run on: auto, cpu, cuda, cuda:N, tensorrt or tensorrt:N; a GPU that is"
              + " named is needed (default: ${DEFAULT-VALUE}).")
  private String device;

  @Option(
      names = "--storage",
      paramLabel = "URI",
      description =
          "A folder on any Hadoop file system that is listed, and written with a small file that is"
              + " deleted again; repeat for more.")
  private final List<String> storages = new ArrayList<>();

  @Override
  protected ExitCode run(CommandSummary summary) throws Exception {
    Doctor doctor = new Doctor(device(), storages);
    List<Finding> findings = summary.time("look", doctor::findings);
    findings.forEach(finding -> result(finding.toString()));
    summary.put("checks", findings.stream().map(Finding::toMap).toList());
    for (Finding.Status status : Finding.Status.values()) {
      summary.count(status.toString(), count(findings, status));
    }
    long missing = count(findings, Finding.Status.MISSING);
    progress(missing == 0 ? "All that is needed is there." : missing + " needed and missing.");
    return missing == 0 ? ExitCode.SUCCEEDED : ExitCode.ENVIRONMENT;
  }

  private Device device() {
    try {
      return Device.parse(device);
    } catch (IllegalArgumentException unknown) {
      throw usage("--device: " + unknown.getMessage());
    }
  }

  private static long count(List<Finding> findings, Finding.Status status) {
    return findings.stream().filter(finding -> finding.status() == status).count();
  }
}
