/**
 * What annotators draw: polygons, ellipses, painted masks. A shape knows nothing of the format it
 * came from; drawn into an image of a known size it becomes a mask.
 */
package org.maskfoundry.annotation.shape;
