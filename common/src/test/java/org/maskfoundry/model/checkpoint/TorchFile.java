package org.maskfoundry.model.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** A {@code .pth} made by hand, so that a test decides about every byte of it. */
final class TorchFile {

  private final Map<String, byte[]> entries = new LinkedHashMap<>();
  private int method = ZipArchiveOutputStream.STORED;
  private Zip64Mode zip64 = Zip64Mode.Never;

  TorchFile(byte[] pickle, byte[] storage) {
    entries.put("a/data.pkl", pickle);
    entries.put("a/data/0", storage);
  }

  /** Numbers 0, 1, 2 and so on. */
  static byte[] floats(int count) {
    ByteBuffer data = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      data.putFloat(i);
    }
    return data.array();
  }

  TorchFile with(String entry, String text) {
    entries.put("a/" + entry, text.getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  TorchFile compressed() {
    method = ZipArchiveOutputStream.DEFLATED;
    return this;
  }

  TorchFile inZip64() {
    zip64 = Zip64Mode.Always;
    return this;
  }

  Path write(Path file) {
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(file)) {
      zip.setUseZip64(zip64);
      for (Map.Entry<String, byte[]> content : entries.entrySet()) {
        ZipArchiveEntry entry = new ZipArchiveEntry(content.getKey());
        entry.setMethod(method);
        entry.setSize(content.getValue().length);
        CRC32 checksum = new CRC32();
        checksum.update(content.getValue());
        entry.setCrc(checksum.getValue());
        zip.putArchiveEntry(entry);
        zip.write(content.getValue());
        zip.closeArchiveEntry();
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
