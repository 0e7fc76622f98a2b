/**
 * Label maps: PNG files in which every value is an object or a class, as PASCAL VOC, Cityscapes and
 * ADE20K have them.
 */
package org.maskfoundry.annotation.labelmap;
