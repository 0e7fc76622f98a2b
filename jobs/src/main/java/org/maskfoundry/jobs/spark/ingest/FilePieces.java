package org.maskfoundry.jobs.spark.ingest;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.TaskCompletionListener;
import org.maskfoundry.annotation.AnnotatedImage;
import org.maskfoundry.annotation.AnnotationFile;
import org.maskfoundry.annotation.AnnotationFileException;
import org.maskfoundry.annotation.AnnotationFormat;
import org.maskfoundry.annotation.AnnotationPieces;
import org.maskfoundry.annotation.FilePiece;
import scala.Tuple2;

/**
 * What a Spark task does that reads annotation files: piece by piece, each matched with its image.
 * A file that cannot be read is reported, what it gave before stands.
 */
final class FilePieces
    implements FlatMapFunction<Iterator<NumberedFile>, Tuple2<PieceKey, ImagePiece>> {

  private static final long serialVersionUID = 1;

  private final FileReading reading;
  private final Broadcast<ImageNames> names;
  private final FileReports reports;

  FilePieces(FileReading reading, Broadcast<ImageNames> names, FileReports reports) {
    this.reading = reading;
    this.names = names;
    this.reports = reports;
  }

  @Override
  public Iterator<Tuple2<PieceKey, ImagePiece>> call(Iterator<NumberedFile> files) {
    Pieces pieces = new Pieces(files);
    TaskCompletionListener listener = ended -> pieces.end();
    TaskContext.get().addTaskCompletionListener(listener);
    return pieces;
  }

  private final class Pieces implements Iterator<Tuple2<PieceKey, ImagePiece>> {

    private final Iterator<NumberedFile> files;
    private final Set<AnnotationFormat> formats = EnumSet.noneOf(AnnotationFormat.class);
    private NumberedFile file;
    private AnnotationPieces open;
    private long place;
    private Optional<AnnotatedImage> next = Optional.empty();

    Pieces(Iterator<NumberedFile> files) {
      this.files = files;
    }

    @Override
    public boolean hasNext() {
      while (next.isEmpty() && (open != null || files.hasNext())) {
        try {
          advance();
        } catch (AccessDeniedException | AccessControlException denied) {
          fail("unreadable_file", file.file().uri() + ": no permission to read it; grant it");
        } catch (AnnotationFileException | FileNotFoundException | FileSystemException broken) {
          fail("unreadable_file", broken.getMessage());
        } catch (IOException storage) {
          throw new UncheckedIOException(file.file().uri() + ": " + storage, storage);
        } catch (RuntimeException | StackOverflowError unforeseen) {
          fail("unreadable_file", "unexpected failure, please report it: " + unforeseen);
        }
      }
      return next.isPresent();
    }

    private void advance() throws IOException {
      if (open == null) {
        file = files.next();
        place = 0;
        begin(reading.open(file.file()));
      } else {
        next = open.next();
        if (next.isEmpty()) {
          close();
        }
      }
    }

    private void begin(AnnotationFile opened) throws IOException {
      Optional<AnnotationFormat> format = reading.format(opened);
      if (format.isPresent()) {
        formats.add(format.get());
        open = reading.reader(format.get()).open(opened);
      } else if (opened.name().endsWith(".txt")) {
        reports.ignored(opened.name());
      } else {
        fail(
            "unknown_format",
            "%s: of no format that is known (%s); state it with --format or take the file away"
                .formatted(opened.name(), String.join(", ", AnnotationFormat.names())));
      }
    }

    private void fail(String code, String message) {
      reports.problem(new FileProblem(file.file().relativePath(), code, message));
      close();
    }

    private void close() {
      if (open != null) {
        try {
          open.close();
        } catch (IOException notNeededAnymore) {
          // All that was asked for has been read.
        }
        open = null;
      }
    }

    void end() {
      close();
      reports.formats(formats);
    }

    @Override
    public Tuple2<PieceKey, ImagePiece> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      FilePiece said = new FilePiece(file.file().relativePath(), next.get());
      next = Optional.empty();
      ImageMatch match = names.value().match(said.piece().image());
      if (match instanceof ImageMatch.Found found) {
        return new Tuple2<>(
            new PieceKey(found.image().fileName(), file.number(), place++),
            new ImagePiece.Said(found.image(), said));
      }
      ImageMatch.NotFound notFound = (ImageMatch.NotFound) match;
      return new Tuple2<>(
          new PieceKey(notFound.name(), file.number(), place++),
          new ImagePiece.Unmatched(notFound, said));
    }
  }
}
