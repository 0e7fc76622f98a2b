package org.maskfoundry.dataset;

/**
 * Why an image has no masks: it failed.
 *
 * @param code the reason, one of a fixed set
 * @param message which file, what was found, what to do
 */
public record RowError(String code, String message) {}
