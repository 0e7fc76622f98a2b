/**
 * COCO's formats: instances (LVIS and the exports of CVAT, Roboflow and others are the same) and
 * detection results. A file is read token by token; only the list of its images and categories is
 * held.
 */
package org.maskfoundry.annotation.coco;
