/** YOLO segmentation: a text file for each image, a line for each object, coordinates as shares. */
package org.maskfoundry.annotation.yolo;
