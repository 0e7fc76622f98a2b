package org.maskfoundry.model.checkpoint;

import java.util.List;

/**
 * A storage a pickle refers to: {@code ("storage", type, key, location, count)}.
 *
 * @param type number format
 * @param key name of its entry
 */
record StorageReference(ElementType type, String key) {

  static StorageReference of(List<?> identifier) {
    if (identifier.size() < 3 || !"storage".equals(identifier.get(0))) {
      throw new IllegalArgumentException("a reference to something that is no storage");
    }
    return new StorageReference(
        ((AllowedGlobals) identifier.get(1)).elementType(), (String) identifier.get(2));
  }
}
