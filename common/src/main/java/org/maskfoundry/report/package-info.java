/**
 * What a person looks at: masks drawn over their image, pages that show them side by side, and
 * figures from numbers.
 */
package org.maskfoundry.report;
