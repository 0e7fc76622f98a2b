/**
 * Reading JSON that nobody vouches for: bounded nesting, bounded numbers, values checked for their
 * type, and messages that name the key and what was found.
 */
package org.maskfoundry.annotation.json;
