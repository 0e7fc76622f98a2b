/** Datasets in the formats others read: SA-1B records first of all. */
package org.maskfoundry.export;
