/**
 * What measurements need of this package of the product: they lie beside it to see what is seen
 * nowhere else.
 */
package org.maskfoundry.jobs.cli;
