package org.maskfoundry.dataset;

import java.time.Instant;

/**
 * What made a row.
 *
 * @param runId the run
 * @param modelDigest SHA-256 (hex) of the model
 * @param settingsDigest SHA-256 (hex) of the settings that change results
 * @param codeVersion version of Maskfoundry
 * @param device where the model ran
 * @param createdAt when the row was made
 */
public record Provenance(
    String runId,
    String modelDigest,
    String settingsDigest,
    String codeVersion,
    String device,
    Instant createdAt) {}
