package org.maskfoundry.jobs.spark;

import java.io.Serializable;
import org.maskfoundry.jobs.table.ListedImage;

/**
 * A file of a source: an image, a container of images, a file of annotations; or a folder that may
 * not be listed, in the place of all that is in it.
 *
 * @param relativePath path relative to the source, with forward slashes
 * @param uri where it is; that of a folder ends with a slash
 * @param length bytes; 0 for a directory or a link that leads nowhere
 * @param modified modification time in milliseconds since 1970
 * @param closed whether it is a folder that may not be listed
 */
public record SourceFile(
    String relativePath, String uri, long length, long modified, boolean closed)
    implements Serializable {

  /** The file as an image. */
  ListedImage image() {
    return new ListedImage(relativePath, uri, length, modified);
  }

  /** The image at a place inside this file. */
  ListedImage inside(String name, ContainerPlace place, long imageLength) {
    return new ListedImage(
        relativePath + "/" + name, uri + "#" + place.fragment(), imageLength, modified);
  }
}
