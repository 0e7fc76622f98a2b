package org.maskfoundry.jobs.spark;

import java.io.IOException;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.InputFile;
import org.maskfoundry.jobs.table.ListedImage;
import shaded.parquet.org.apache.thrift.TException;

/**
 * The image column of a Parquet file, read row by row in ascending order. Row groups before the one
 * asked for are passed over, and no other column is read; a row group's images are held at once.
 */
final class ParquetImages implements ImageContainer {

  private final ParquetFileReader file;
  private final FileMetaData metadata;
  private final ColumnDescriptor column;
  private int rowGroup = -1;
  private long rowGroupEnd;
  private long nextRow;
  private ColumnReader values;

  private ParquetImages(ParquetFileReader file) throws IOException {
    this.file = file;
    this.metadata = file.getFooter().getFileMetaData();
    this.column = ImageColumn.of(metadata.getSchema());
    file.setRequestedSchema(List.of(column));
  }

  /**
   * Opens a file.
   *
   * @throws DamagedContainerException where it is no Parquet, or no column of it holds images
   */
  static ParquetImages open(InputFile input) throws IOException {
    try {
      ParquetFileReader file = ParquetFileReader.open(input);
      try {
        return new ParquetImages(file);
      } catch (IOException | RuntimeException e) {
        file.close();
        throw e;
      }
    } catch (RuntimeException damaged) {
      throw new DamagedContainerException(damaged);
    } catch (IOException failure) {
      // A footer that makes no sense, which was read before.
      throw failure.getCause() instanceof TException
          ? new DamagedContainerException(failure)
          : failure;
    }
  }

  @Override
  public void list(SourceFile container, List<ListedImage> images) {
    for (long row = 0; row < file.getRecordCount(); row++) {
      ContainerPlace place = new ContainerPlace.ParquetRow(row);
      images.add(container.inside(Long.toString(row), place, ListedImage.UNKNOWN_LENGTH));
    }
  }

  @Override
  public boolean canRead(ContainerPlace place) {
    return !(place instanceof ContainerPlace.ParquetRow row) || row.number() >= nextRow;
  }

  /** The bytes of a row, none where it is null. */
  @Override
  public byte[] read(ContainerPlace place) throws IOException {
    if (!(place instanceof ContainerPlace.ParquetRow row)) {
      throw new DamagedContainerException("a Parquet file has no " + place.fragment());
    }
    try {
      moveTo(row.number());
      boolean present = values.getCurrentDefinitionLevel() == column.getMaxDefinitionLevel();
      byte[] image = present ? values.getBinary().getBytes() : new byte[0];
      values.consume();
      nextRow++;
      return image;
    } catch (RuntimeException damaged) {
      throw new DamagedContainerException(damaged);
    }
  }

  private void moveTo(long row) throws IOException {
    while (row >= rowGroupEnd) {
      nextRow = rowGroupEnd;
      rowGroup++;
      if (rowGroup == file.getRowGroups().size()) {
        throw new DamagedContainerException(
            "it has %d rows, row %d was asked for".formatted(file.getRecordCount(), row));
      }
      rowGroupEnd += file.getRowGroups().get(rowGroup).getRowCount();
      if (row < rowGroupEnd) {
        values = values(file.readNextRowGroup());
      } else {
        file.skipNextRowGroup();
      }
    }
    for (; nextRow < row; nextRow++) {
      values.skip();
      values.consume();
    }
  }

  private ColumnReader values(PageReadStore pages) {
    return new ColumnReadStoreImpl(
            pages,
            new GroupRecordConverter(metadata.getSchema()).getRootConverter(),
            metadata.getSchema(),
            metadata.getCreatedBy())
        .getColumnReader(column);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
