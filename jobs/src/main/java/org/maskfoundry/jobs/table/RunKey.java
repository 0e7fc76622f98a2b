package org.maskfoundry.jobs.table;

import java.io.Serializable;
import org.maskfoundry.config.Redaction;
import org.maskfoundry.dataset.Phase;
import org.maskfoundry.model.Sha256;

/**
 * What makes two runs the same work: a rerun of equal key goes on where the other was left.
 *
 * @param phase the phase
 * @param inputs the source of the images, as the run names it
 * @param modelDigest SHA-256 (hex) of the model
 * @param settingsDigest SHA-256 (hex) of the settings that change results
 */
public record RunKey(Phase phase, String inputs, String modelDigest, String settingsDigest)
    implements Serializable {

  private static final int DIGITS = 16;

  /** Takes secrets out of the source's name. */
  public RunKey {
    inputs = Redaction.uri(inputs);
  }

  /** What the names of the work's branches start with. */
  String branchPrefix() {
    String digest =
        Sha256.hex(String.join("\0", phase.tableName(), inputs, modelDigest, settingsDigest));
    return phase.tableName() + "-" + digest.substring(0, DIGITS) + "-";
  }
}
