package org.maskfoundry.jobs.spark;

import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;
import org.maskfoundry.model.Device;
import org.maskfoundry.model.DeviceSettings;
import org.maskfoundry.model.ModelException;

/** Where the model of a task runs: on the GPU that Spark assigned to it, else as settings say. */
public final class TaskDevice {

  private static final String GPU = "gpu";

  private TaskDevice() {}

  /**
   * The device of the task that calls, with as many threads as the task has cores unless the
   * settings say how many.
   *
   * @throws ModelException where Spark gave an address that is no number of a GPU
   */
  public static DeviceSettings of(DeviceSettings settings) {
    TaskContext task = TaskContext.get();
    return assigned(settings, task.resourcesJMap()).orThreads(task.cpus());
  }

  /** The GPU that Spark assigned comes before the number in the settings; a stated CPU stays. */
  static DeviceSettings assigned(
      DeviceSettings settings, Map<String, ResourceInformation> resources) {
    ResourceInformation gpu = resources.get(GPU);
    if (gpu == null || gpu.addresses().length == 0) {
      return settings;
    }
    return switch (settings.device().kind()) {
      case CPU -> settings;
      case AUTO, CUDA -> settings.on(new Device(Device.Kind.CUDA, index(gpu.addresses()[0])));
      case TENSORRT -> settings.on(new Device(Device.Kind.TENSORRT, index(gpu.addresses()[0])));
    };
  }

  private static int index(String address) {
    try {
      return Integer.parseInt(address.strip());
    } catch (NumberFormatException e) {
      throw new ModelException(
          "Spark assigned the GPU \"%s\", expected its number; correct spark.executor.resource.gpu.discoveryScript"
              .formatted(address),
          e);
    }
  }
}
