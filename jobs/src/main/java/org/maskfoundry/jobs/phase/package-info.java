/**
 * The phases of the data engine as jobs, each readable as a recipe: what is listed, what is still
 * to do, how it is done wave by wave, and when it is published.
 */
package org.maskfoundry.jobs.phase;
