package org.maskfoundry.model.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.maskfoundry.model.ModelException;

/**
 * Reads PyTorch's {@code .pth}: a stored zip with a pickle that describes the tensors and one entry
 * for each storage. The pickle is interpreted by {@link Unpickler}, which builds nothing but
 * tensors; the numbers are mapped.
 */
final class PthReader {

  private static final String PICKLE = "data.pkl";
  private static final int LARGEST_PICKLE = 8 << 20;

  private final Path file;
  private final ZipFile zip;
  private final MappedFile mapped;
  private long copied;

  private PthReader(Path file, ZipFile zip, MappedFile mapped) {
    this.file = file;
    this.zip = zip;
    this.mapped = mapped;
  }

  static Checkpoint read(Path file) throws IOException {
    try (ZipFile zip = ZipFile.builder().setPath(file).get();
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new PthReader(file, zip, new MappedFile(channel)).read();
    } catch (RuntimeException broken) {
      if (broken instanceof ModelException) {
        throw broken;
      }
      throw new ModelException(
          "%s: is no whole checkpoint: %s; download it again".formatted(file, broken.getMessage()),
          broken);
    }
  }

  private Checkpoint read() throws IOException {
    ZipArchiveEntry pickle =
        Collections.list(zip.getEntries()).stream()
            .filter(entry -> entry.getName().endsWith("/" + PICKLE))
            .findFirst()
            .orElseThrow(
                () ->
                    refused(
                        "it has no " + PICKLE,
                        "save it anew with torch.save of PyTorch 1.6 or later"));
    String folder = pickle.getName().substring(0, pickle.getName().length() - PICKLE.length());
    requireLittleEndian(folder);
    Map<String, TensorView> views =
        StateDict.find(new Unpickler(file, bytes(pickle)).load())
            .orElseThrow(
                () -> refused("it holds no tensors by name", "save the model's state_dict()"));
    Map<String, Tensor> tensors = new TreeMap<>();
    for (Map.Entry<String, TensorView> view : views.entrySet()) {
      tensors.put(view.getKey(), tensor(folder, view.getKey(), view.getValue()));
    }
    return new Checkpoint(file, tensors);
  }

  /** The whole of a small entry. */
  private byte[] bytes(ZipArchiveEntry entry) throws IOException {
    requireStored(entry);
    if (entry.getSize() < 0 || entry.getSize() > LARGEST_PICKLE) {
      throw refused(
          "its entry %s has %d bytes".formatted(entry.getName(), entry.getSize()),
          "save the model's state_dict() alone");
    }
    try (InputStream stream = zip.getInputStream(entry)) {
      return stream.readNBytes((int) entry.getSize());
    }
  }

  /** Numbers can only be mapped, and sizes only be believed, where nothing is compressed. */
  private void requireStored(ZipArchiveEntry entry) {
    if (entry.getMethod() != ZipEntry.STORED) {
      throw refused(
          "its entry " + entry.getName() + " is compressed", "save it anew with torch.save");
    }
  }

  private void requireLittleEndian(String folder) throws IOException {
    ZipArchiveEntry entry = zip.getEntry(folder + "byteorder");
    if (entry != null) {
      String order = new String(bytes(entry), StandardCharsets.US_ASCII);
      if (!order.equals("little")) {
        throw refused("its byte order is " + order, "save it anew on a little-endian machine");
      }
    }
  }

  private Tensor tensor(String folder, String name, TensorView view) throws IOException {
    ZipArchiveEntry entry = zip.getEntry(folder + "data/" + view.storage());
    if (entry == null) {
      throw refused(
          "storage " + view.storage() + " of " + name + " is missing", "download it again");
    }
    requireStored(entry);
    int bytes = view.type().bytes();
    long length = view.span() * bytes;
    if (view.offset() * bytes + length > entry.getSize()) {
      throw refused(name + " lies outside its storage", "download it again");
    }
    requireBounded(name, view, length);
    long start = entry.getDataOffset() + view.offset() * bytes;
    if (!mapped.has(start, length)) {
      throw refused("it ends before " + name, "download it again");
    }
    ByteBuffer data = mapped.part(start, length);
    return new Tensor(name, view.type(), view.shape(), view.contiguous(data));
  }

  /** A view may show the same numbers again and again: a small file must not fill the memory. */
  private void requireBounded(String name, TensorView view, long length) {
    if (Math.max(length, view.bytes()) > MappedFile.LONGEST_PART) {
      throw refused(name + " has more than 1 GB", "such a tensor is no part of a SAM");
    }
    copied += view.isContiguous() ? 0 : view.bytes();
    if (copied > mapped.size()) {
      throw refused(
          name + " repeats numbers beyond the file's own size",
          "save it anew with contiguous tensors");
    }
  }

  private ModelException refused(String found, String remedy) {
    return new ModelException("%s: %s; %s".formatted(file, found, remedy));
  }
}
