/** Datumaro's JSON: a list of items, each an image with annotations of many types. */
package org.maskfoundry.annotation.datumaro;
