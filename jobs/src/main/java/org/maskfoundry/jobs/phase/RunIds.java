package org.maskfoundry.jobs.phase;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** Names of runs: when they began, and a random part that tells apart those of one second. */
final class RunIds {

  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int RANDOM_BYTES = 4;

  private RunIds() {}

  static String create(Instant startedAt) {
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    return SECOND.format(startedAt) + "-" + HexFormat.of().formatHex(random);
  }
}
