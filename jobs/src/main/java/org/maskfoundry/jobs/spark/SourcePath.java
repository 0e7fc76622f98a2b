package org.maskfoundry.jobs.spark;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What the text of a source names. A path that exists is that path, whatever its characters; only
 * then is the text taken for a URI or a glob.
 */
final class SourcePath {

  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*");
  private static final Pattern GLOB = Pattern.compile("[*?\\[{]");

  private final String text;
  private final Configuration hadoop;
  private final Optional<String> excluded;

  /**
   * A source.
   *
   * @param text a path, URI or glob
   * @param hadoop which file systems there are, and the one of paths without a scheme
   * @param excluded a folder that is passed over: the dataset may be written below its images
   */
  SourcePath(String text, Configuration hadoop, Optional<String> excluded) {
    this.text = text;
    this.hadoop = hadoop;
    this.excluded = excluded;
  }

  /**
   * The files the source names.
   *
   * @throws SourceException where there are none to be named
   */
  FileTree tree() throws IOException {
    boolean hasScheme = SCHEME.matcher(text).matches();
    boolean localDefault = isLocal(FileSystem.getDefaultUri(hadoop).getScheme());
    if (!hasScheme) {
      return localDefault ? local(text) : onHadoop();
    }
    if (Files.exists(java.nio.file.Path.of(text))) {
      return local(text);
    }
    String scheme = text.substring(0, text.indexOf(':'));
    return isLocal(scheme) ? local(localPath(text)) : onHadoop();
  }

  private static boolean isLocal(String scheme) {
    return scheme == null || scheme.equalsIgnoreCase("file");
  }

  /** None elsewhere lies below a folder of this machine. */
  private boolean isLocalFolder(String folder) {
    return isLocal(
        SCHEME.matcher(folder).matches()
            ? folder.substring(0, folder.indexOf(':'))
            : FileSystem.getDefaultUri(hadoop).getScheme());
  }

  /** The path of a {@code file:} URI; where it is no well-formed one, what stands in it. */
  private static String localPath(String uri) {
    try {
      java.nio.file.Path decoded = java.nio.file.Path.of(URI.create(uri));
      if (Files.exists(decoded)) {
        return decoded.toString();
      }
    } catch (IllegalArgumentException notWellFormed) {
      // Spaces and globs are not allowed in a URI, but people write them.
    }
    return new Path(uri).toUri().getPath();
  }

  private FileTree local(String pathText) throws IOException {
    java.nio.file.Path path = java.nio.file.Path.of(pathText).toAbsolutePath().normalize();
    Optional<java.nio.file.Path> passedOver =
        excluded
            .filter(this::isLocalFolder)
            .map(folder -> SCHEME.matcher(folder).matches() ? localPath(folder) : folder)
            .map(folder -> java.nio.file.Path.of(folder).toAbsolutePath().normalize());
    if (Files.isDirectory(path)) {
      return new LocalTree(path, SourcePattern.ALL, path.toUri().toString(), passedOver);
    }
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return new LocalFile(path);
    }
    int fixed = fixedNames(path.toString());
    if (fixed == path.getNameCount()) {
      throw missing();
    }
    java.nio.file.Path base =
        fixed == 0 ? path.getRoot() : path.getRoot().resolve(path.subpath(0, fixed));
    if (!Files.isDirectory(base)) {
      throw missing();
    }
    String glob = path.subpath(fixed, path.getNameCount()).toString();
    return new LocalTree(base, SourcePattern.glob(glob), base.toUri() + "#" + glob, passedOver);
  }

  private FileTree onHadoop() throws IOException {
    Path path = new Path(text);
    FileSystem fileSystem = path.getFileSystem(hadoop);
    Path qualified = fileSystem.makeQualified(path);
    Optional<Path> passedOver = Optional.empty();
    if (excluded.isPresent()) {
      Path folder = new Path(excluded.get());
      passedOver = Optional.of(folder.getFileSystem(hadoop).makeQualified(folder));
    }
    if (fileSystem.exists(qualified)) {
      FileStatus found = fileSystem.getFileStatus(qualified);
      Path base = found.isDirectory() ? qualified : qualified.getParent();
      return new HadoopTree(
          fileSystem, base, found, SourcePattern.ALL, qualified.toString(), passedOver);
    }
    java.nio.file.Path names = java.nio.file.Path.of(qualified.toUri().getPath());
    int fixed = fixedNames(names.toString());
    if (fixed == names.getNameCount()) {
      throw missing();
    }
    Path base = qualified;
    while (base.depth() > fixed) {
      base = base.getParent();
    }
    if (!fileSystem.exists(base)) {
      throw missing();
    }
    String glob = names.subpath(fixed, names.getNameCount()).toString();
    return new HadoopTree(
        fileSystem,
        base,
        fileSystem.getFileStatus(base),
        SourcePattern.glob(glob),
        qualified.toString(),
        passedOver);
  }

  /** How many names a path begins with that hold no glob. */
  private static int fixedNames(String path) {
    int fixed = 0;
    for (java.nio.file.Path name : java.nio.file.Path.of(path)) {
      if (GLOB.matcher(name.toString()).find()) {
        return fixed;
      }
      fixed++;
    }
    return fixed;
  }

  private SourceException missing() {
    return new SourceException(
        "%s: no such file or folder, and no file matches it as a glob (*, ?, [a-z], {a,b})"
            .formatted(text));
  }
}
