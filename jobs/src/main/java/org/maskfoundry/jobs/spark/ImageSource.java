package org.maskfoundry.jobs.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.maskfoundry.jobs.table.ListedImage;

/**
 * The images of a source, in any mixture: files with the extension of an image, images in tars, and
 * rows of Parquet files that were named, matched by a glob, or lie directly in the folder that was.
 * A folder that may not be listed counts as one image. Nothing but names, lengths and times is
 * read; tars and Parquet files are listed by executors.
 */
public final class ImageSource {

  private static final int CONTAINERS_AT_ONCE = 64;

  private final FileTree tree;
  private final JavaSparkContext spark;
  private final Storage storage;

  private ImageSource(FileTree tree, JavaSparkContext spark, Storage storage) {
    this.tree = tree;
    this.spark = spark;
    this.storage = storage;
  }

  /**
   * Finds a source.
   *
   * @param path a folder, file or glob, as a path or URI of any file system; a path that exists is
   *     never taken for a URI or glob
   * @param excluded a folder that is passed over, where the dataset lies below its images
   * @throws SourceException where nothing is there
   */
  public static ImageSource open(SparkSession spark, String path, Optional<String> excluded)
      throws IOException {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    FileTree tree = new SourcePath(path, context.hadoopConfiguration(), excluded).tree();
    return new ImageSource(tree, context, new Storage(context.hadoopConfiguration()));
  }

  /** The source as one name, the same for every way to write it. */
  public String name() {
    return tree.name();
  }

  /** The extensions of files that are taken for images, for messages. */
  public static String extensions() {
    return FileKind.imageExtensions();
  }

  /**
   * The images, each once, listed as they are asked for. Failures while listing are thrown as
   * {@link java.io.UncheckedIOException}.
   */
  public Iterator<ListedImage> images() throws IOException {
    return new Listing(tree.files());
  }

  private FileKind kind(SourceFile file) {
    if (file.closed()) {
      // There may be images in it: reading it says why there are none.
      return FileKind.IMAGE;
    }
    FileKind kind = FileKind.of(file.relativePath());
    return switch (kind) {
      case IMAGE, TAR -> kind;
      // Datasets and other tables may lie somewhere below a folder of images.
      case PARQUET ->
          tree.isWholeFolder() && file.relativePath().contains("/") ? FileKind.OTHER : kind;
      case OTHER -> file.uri().equals(tree.name()) ? FileKind.IMAGE : kind;
    };
  }

  private Iterator<ListedImage> inside(List<SourceFile> containers) {
    Storage shared = storage;
    return spark
        .parallelize(containers, containers.size())
        .flatMap(container -> ImageContainer.list(container, shared).iterator())
        .collect()
        .iterator();
  }

  /** Images as they come; containers are gathered until there are enough for a Spark job. */
  private final class Listing implements Iterator<ListedImage> {

    private final Iterator<SourceFile> files;
    private final List<SourceFile> containers = new ArrayList<>();
    private Iterator<ListedImage> found = List.<ListedImage>of().iterator();

    Listing(Iterator<SourceFile> files) {
      this.files = files;
    }

    @Override
    public boolean hasNext() {
      while (!found.hasNext() && (files.hasNext() || !containers.isEmpty())) {
        if (!files.hasNext() || containers.size() == CONTAINERS_AT_ONCE) {
          found = inside(List.copyOf(containers));
          containers.clear();
        } else {
          take(files.next());
        }
      }
      return found.hasNext();
    }

    private void take(SourceFile file) {
      switch (kind(file)) {
        case IMAGE -> found = List.of(file.image()).iterator();
        case TAR, PARQUET -> containers.add(file);
        case OTHER -> {}
      }
    }

    @Override
    public ListedImage next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return found.next();
    }
  }
}
