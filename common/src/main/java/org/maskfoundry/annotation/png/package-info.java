/**
 * PNG files whose values mean something: palette indices, 16-bit instance ids and alpha stay what
 * they are in the file, where picture decoders turn them into colours.
 */
package org.maskfoundry.annotation.png;
