package org.maskfoundry.jobs.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import org.maskfoundry.model.Device;

/**
 * All checks of a machine.
 *
 * @param device what models are to run on: a GPU that is named is needed, {@code auto} takes what
 *     there is
 * @param storages folders on any Hadoop file system that are to be listed and written
 */
public record Doctor(Device device, List<String> storages) {

  /** What every check found, in the order of the checks. */
  public List<Finding> findings() {
    List<Check> checks =
        new ArrayList<>(
            List.of(
                new JavaCheck(),
                new MemoryCheck(),
                new TemporaryFolderCheck(),
                new LibraryCheck(),
                new DeviceCheck(device)));
    storages.forEach(storage -> checks.add(new StorageCheck(storage)));
    return checks.stream().map(Check::findings).flatMap(List::stream).toList();
  }
}
