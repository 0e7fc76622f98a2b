package org.maskfoundry.mask;

/**
 * A mask after small holes were filled and small islands removed.
 *
 * @param mask the mask as it is now
 * @param mended whether a small hole or island was found; true as well where the only island is
 *     small and therefore stays, as the public generator counts it
 */
public record MendedMask(RleMask mask, boolean mended) {}
