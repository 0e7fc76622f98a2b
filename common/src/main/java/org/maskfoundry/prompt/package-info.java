/**
 * What is asked of a model and where: points, boxes and mask prompts, grids of points, and the plan
 * of overlapping crops. All coordinates are pixels of the image or crop they are stated for.
 */
package org.maskfoundry.prompt;
