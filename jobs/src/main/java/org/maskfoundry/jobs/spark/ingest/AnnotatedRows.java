package org.maskfoundry.jobs.spark.ingest;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;
import org.maskfoundry.annotation.FilePiece;
import org.maskfoundry.dataset.ImageRow;
import org.maskfoundry.image.ImageDecoder;
import org.maskfoundry.jobs.spark.ImageReader;
import org.maskfoundry.jobs.spark.RowMapping;
import org.maskfoundry.jobs.spark.RowOrigin;
import org.maskfoundry.jobs.spark.Storage;
import org.maskfoundry.jobs.spark.TaskSettings;
import org.maskfoundry.jobs.table.ListedImage;
import scala.Tuple2;

/**
 * What a Spark task does that has all pieces of its images, image after image: a row for each image
 * of which files say something else than its row does.
 */
final class AnnotatedRows implements FlatMapFunction<Iterator<Tuple2<PieceKey, ImagePiece>>, Row> {

  private static final long serialVersionUID = 1;

  private final RowOrigin origin;
  private final TaskSettings settings;
  private final ImageChecks checks;
  private final Storage storage;

  AnnotatedRows(RowOrigin origin, TaskSettings settings, ImageChecks checks, Storage storage) {
    this.origin = origin;
    this.settings = settings;
    this.checks = checks;
    this.storage = storage;
  }

  @Override
  public Iterator<Row> call(Iterator<Tuple2<PieceKey, ImagePiece>> pieces) {
    ImageReader reader = new ImageReader(storage);
    TaskCompletionListener listener = ended -> reader.close();
    TaskContext.get().addTaskCompletionListener(listener);
    AnnotatedRowMaker maker =
        new AnnotatedRowMaker(origin, checks, reader, new ImageDecoder(settings.image()));
    return new Changed(new ImageGroups(pieces), maker);
  }

  private static final class Changed implements Iterator<Row> {

    private final Iterator<List<ImagePiece>> images;
    private final AnnotatedRowMaker maker;
    private Optional<ImageRow> next = Optional.empty();

    Changed(Iterator<List<ImagePiece>> images, AnnotatedRowMaker maker) {
      this.images = images;
      this.maker = maker;
    }

    @Override
    public boolean hasNext() {
      while (next.isEmpty() && images.hasNext()) {
        next = changed(images.next());
      }
      return next.isPresent();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Row row = RowMapping.toRow(next.get());
      next = Optional.empty();
      return row;
    }

    private Optional<ImageRow> changed(List<ImagePiece> pieces) {
      List<ImageRow> known = new ArrayList<>();
      List<FilePiece> said = new ArrayList<>();
      ListedImage image = null;
      ImageMatch.NotFound missing = null;
      for (ImagePiece piece : pieces) {
        if (piece instanceof ImagePiece.Known row) {
          known.add(RowMapping.toImageRow(row.row()));
        } else if (piece instanceof ImagePiece.Said matched) {
          image = matched.image();
          said.add(matched.said());
        } else if (piece instanceof ImagePiece.Unmatched unmatched) {
          missing = unmatched.match();
          said.add(unmatched.said());
        }
      }
      if (said.isEmpty()) {
        return Optional.empty();
      }
      KnownRows rows = new KnownRows(known, image == null ? "" : image.uri());
      Optional<ImageRow> made =
          image == null ? Optional.of(maker.missing(missing, said)) : maker.row(image, rows, said);
      return made.filter(row -> rows.said().filter(row::saysTheSame).isEmpty());
    }
  }
}
