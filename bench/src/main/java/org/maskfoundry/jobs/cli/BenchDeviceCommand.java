package org.maskfoundry.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import org.maskfoundry.bench.DeviceSharing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench device}: how busy tasks keep a device. */
@Command(
    name = "device",
    description = {
      "Measure how busy a device is that several task threads share. The device is a stand-in: it"
          + " does one thing at a time, as long as it is told, and takes no processor for it; the"
          + " work beside it, on images of 2250x1500 with 1,024 points, is real."
    },
    footer = {"", "Example:", "  maskfoundry bench device --encode-ms 100 --decode-ms 12"})
final class BenchDeviceCommand extends SummarisedCommand {

  @Option(
      names = "--encode-ms",
      paramLabel = "MILLISECONDS",
      defaultValue = "50",
      description = "How long the device encodes an image (default: ${DEFAULT-VALUE}).")
  private double encodeMillis;

  @Option(
      names = "--decode-ms",
      paramLabel = "MILLISECONDS",
      defaultValue = "12",
      description = "How long it decodes a batch of 64 prompts (default: ${DEFAULT-VALUE}).")
  private double decodeMillis;

  @Option(
      names = "--images",
      paramLabel = "N",
      defaultValue = "24",
      description = "Images of each measurement (default: ${DEFAULT-VALUE}).")
  private int images;

  @Override
  protected ExitCode run(CommandSummary summary) throws Exception {
    DeviceSharing sharing = new DeviceSharing(encodeMillis, decodeMillis);
    List<DeviceSharing.Result> results = new ArrayList<>();
    result("%-8s %10s %14s".formatted("threads", "images/s", "device busy"));
    for (int threads = 1; threads <= 4; threads++) {
      DeviceSharing.Result found = sharing.run(threads, images);
      result(
          "%-8d %10.2f %13.1f%%"
              .formatted(threads, found.imagesPerSecond(), 100 * found.busyShare()));
      results.add(found);
    }
    summary.put("sharing", results);
    return ExitCode.SUCCEEDED;
  }
}
