/** LabelMe's JSON: one file for each image, with the shapes that were drawn on it. */
package org.maskfoundry.annotation.labelme;
