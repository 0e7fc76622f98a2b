package org.maskfoundry.jobs.spark.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.maskfoundry.annotation.AnnotationFile;
import org.maskfoundry.jobs.spark.SourceFile;
import org.maskfoundry.jobs.spark.Storage;

/**
 * A file of annotations on any file system.
 *
 * @param name the path relative to the folder of annotations
 * @param uri where it is
 * @param storage opens it
 */
record StoredAnnotationFile(String name, String uri, Storage storage) implements AnnotationFile {

  static StoredAnnotationFile of(SourceFile file, Storage storage) {
    return new StoredAnnotationFile(file.relativePath(), file.uri(), storage);
  }

  @Override
  public InputStream open() throws IOException {
    return storage.stream(uri);
  }

  @Override
  public Optional<AnnotationFile> sibling(String relativePath) throws IOException {
    String near;
    try {
      near = URI.create(uri).resolve(new URI(null, null, relativePath, null)).toString();
    } catch (URISyntaxException noPath) {
      return Optional.empty();
    }
    // java.net.URI writes file:/x where sources write file:///x.
    String found =
        near.startsWith("file:/") && !near.startsWith("file:///")
            ? near.replaceFirst("file:/", "file:///")
            : near;
    return storage.isFile(found)
        ? Optional.of(new StoredAnnotationFile(relativePath, found, storage))
        : Optional.empty();
  }
}
