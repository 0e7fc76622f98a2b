package org.maskfoundry.jobs.spark;

import java.io.IOException;
import java.util.Iterator;

/** The files of a source, listed as they are asked for and never held all at once. */
interface FileTree {

  /** The source as one name, the same for every way to write it. */
  String name();

  /** Whether all that is below a folder belongs to the source, as opposed to what was picked. */
  boolean isWholeFolder();

  /**
   * The files, directories that are named like images or may not be listed, and links that lead
   * nowhere, each once. Failures while listing are thrown as {@link java.io.UncheckedIOException}.
   */
  Iterator<SourceFile> files() throws IOException;
}
