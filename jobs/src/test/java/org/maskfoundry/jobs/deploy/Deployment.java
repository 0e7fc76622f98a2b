package org.maskfoundry.jobs.deploy;

import java.nio.file.Path;

/** The folders of the checkout the tests look into, from the module's folder. */
final class Deployment {

  static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
  static final Path FOLDER = CHECKOUT.resolve("deploy");

  private Deployment() {}
}
