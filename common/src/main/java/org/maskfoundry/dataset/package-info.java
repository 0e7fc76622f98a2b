/**
 * The records of a mask dataset: images, masks, what was refused and why, and where everything came
 * from. They mirror the columns of table {@code annotations} and the released SA-1B records.
 */
package org.maskfoundry.dataset;
