/**
 * CVAT for images 1.1, the tool's own XML: polygons, boxes, ellipses and masks of each image, read
 * element by element with document types and external entities switched off.
 */
package org.maskfoundry.annotation.cvat;
