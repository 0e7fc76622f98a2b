/**
 * Readers and writers of annotation tools' formats, a package for each. A reader gives what a file
 * states, image by image or in smaller pieces, and never holds the file; what is drawn, checked and
 * matched with real images happens after it.
 */
package org.maskfoundry.annotation;
