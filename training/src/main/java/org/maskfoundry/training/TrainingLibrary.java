package org.maskfoundry.training;

import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.global.torch;

/** The native training library of this process. */
public final class TrainingLibrary {

  private TrainingLibrary() {}

  /**
   * Where it trains: {@code cuda} or {@code cpu}. Loads the library.
   *
   * @throws LinkageError where it cannot be loaded on this machine
   */
  public static String deviceName() {
    return torch.cuda_is_available() ? "cuda" : "cpu";
  }

  static Device device() {
    return new Device(deviceName());
  }
}
