/** Supervisely's JSON: one file for each image, masks as small deflated PNG files. */
package org.maskfoundry.annotation.supervisely;
