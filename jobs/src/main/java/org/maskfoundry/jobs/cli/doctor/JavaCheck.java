package org.maskfoundry.jobs.cli.doctor;

import java.util.List;
import java.util.Set;

/** The Java runtime, how it writes file names, and its processors. */
record JavaCheck() implements Check {

  /** Those that Spark 4.1 is tested with. */
  private static final Set<Integer> TESTED = Set.of(17, 21);

  @Override
  public List<Finding> findings() {
    return List.of(java(), locale(System.getProperty("sun.jnu.encoding", "unknown")), processors());
  }

  private static Finding java() {
    String found =
        "%s (%s) at %s"
            .formatted(
                Runtime.version(),
                System.getProperty("java.vendor"),
                System.getProperty("java.home"));
    return TESTED.contains(Runtime.version().feature())
        ? Finding.ok("java", found)
        : Finding.warning("java", found, "Spark is tested with 17 and 21: set JAVA_HOME to one");
  }

  static Finding locale(String encoding) {
    return encoding.equals("UTF-8")
        ? Finding.ok("locale", encoding)
        : Finding.missing(
            "locale",
            encoding + ": files with other names than ASCII cannot be opened",
            "set LC_ALL=C.UTF-8 before Java starts (spark.executorEnv.LC_ALL on executors)");
  }

  private static Finding processors() {
    return Finding.ok("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
  }
}
