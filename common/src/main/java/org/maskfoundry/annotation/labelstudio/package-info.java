/**
 * Label Studio's JSON: tasks with the annotations of people and the predictions of models. Brushed
 * masks are run-length packed RGBA images, all other coordinates are percent of the image's sides.
 */
package org.maskfoundry.annotation.labelstudio;
