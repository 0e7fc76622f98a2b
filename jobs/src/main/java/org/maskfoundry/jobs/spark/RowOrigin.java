package org.maskfoundry.jobs.spark;

import java.io.Serializable;
import java.time.Instant;
import org.maskfoundry.dataset.Provenance;
import org.maskfoundry.jobs.table.RunKey;

/**
 * What all rows of a run have in common.
 *
 * @param runId the run
 * @param key what it works on
 * @param codeVersion version of Maskfoundry
 */
public record RowOrigin(String runId, RunKey key, String codeVersion) implements Serializable {

  /** Where a row comes from that is made now. */
  public Provenance provenance(String device) {
    return new Provenance(
        runId, key.modelDigest(), key.settingsDigest(), codeVersion, device, Instant.now());
  }
}
