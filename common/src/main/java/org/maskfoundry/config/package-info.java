/**
 * Settings: what exists, with type, default, unit and range; where values come from, each source
 * over the one before; and all problems reported at once with file, key and suggestion.
 */
package org.maskfoundry.config;
