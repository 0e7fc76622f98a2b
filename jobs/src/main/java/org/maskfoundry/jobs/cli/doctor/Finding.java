package org.maskfoundry.jobs.cli.doctor;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What was found of one thing.
 *
 * @param name the thing
 * @param status whether it is there
 * @param found what there is
 * @param remedy what to do, empty where nothing is
 */
public record Finding(String name, Status status, String found, String remedy) {

  /** Whether a thing is there. */
  public enum Status {
    /** There, or not there and not needed. */
    OK,
    /** Runs work, but worse than they could, or some do not. */
    WARNING,
    /** Not there, and runs would fail. */
    MISSING;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Finding ok(String name, String found) {
    return new Finding(name, Status.OK, found, "");
  }

  static Finding warning(String name, String found, String remedy) {
    return new Finding(name, Status.WARNING, found, remedy);
  }

  static Finding missing(String name, String found, String remedy) {
    return new Finding(name, Status.MISSING, found, remedy);
  }

  /** Members for JSON. */
  public Map<String, Object> toMap() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("name", name);
    members.put("status", status.toString());
    members.put("found", found);
    members.put("remedy", remedy);
    return members;
  }

  /** One line, and a second one with the remedy where there is one. */
  @Override
  public String toString() {
    String line = "%-18s %-8s %s".formatted(name, status, found);
    return remedy.isEmpty() ? line : line + System.lineSeparator() + " ".repeat(28) + remedy;
  }
}
