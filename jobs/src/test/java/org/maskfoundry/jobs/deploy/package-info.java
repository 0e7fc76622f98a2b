/**
 * What lies in {@code deploy}, tried without the clusters it is for: scripts with commands that
 * only say how they were started, manifests with the operator's schema and Spark's own pod builder,
 * the container image by what its file says.
 */
package org.maskfoundry.jobs.deploy;
