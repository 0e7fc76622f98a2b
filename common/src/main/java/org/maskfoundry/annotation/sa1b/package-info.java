/**
 * The records of SA-1B, one JSON file for each image, as released and as this product exports them.
 */
package org.maskfoundry.annotation.sa1b;
