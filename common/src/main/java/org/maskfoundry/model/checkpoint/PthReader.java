package org.maskfoundry.model.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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
  private static final int LARGEST_PICKLE = 64 << 20;

  private final Path file;
  private final ZipFile zip;
  private final FileChannel channel;

  private PthReader(Path file, ZipFile zip, FileChannel channel) {
    this.file = file;
    this.zip = zip;
    this.channel = channel;
  }

  static Checkpoint read(Path file) throws IOException {
    try (ZipFile zip = ZipFile.builder().setPath(file).get();
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new PthReader(file, zip, channel).read();
    } catch (RuntimeException broken) {
      if (broken instanceof ModelException) {
        throw broken;
      }
      throw new ModelException(
          "%s: is no whole checkpoint: %s".formatted(file, broken.getMessage()), broken);
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
    if (pickle.getSize() < 0 || pickle.getSize() > LARGEST_PICKLE) {
      throw refused("its data.pkl has " + pickle.getSize() + " bytes", "it should be far smaller");
    }
    String folder = pickle.getName().substring(0, pickle.getName().length() - PICKLE.length());
    Object root;
    try (InputStream stream = zip.getInputStream(pickle)) {
      root = new Unpickler(file, stream.readAllBytes()).load();
    }
    Map<String, TensorView> views =
        StateDict.find(root)
            .orElseThrow(
                () -> refused("it holds no tensors by name", "save the model's state_dict()"));
    Map<String, Tensor> tensors = new TreeMap<>();
    for (Map.Entry<String, TensorView> view : views.entrySet()) {
      tensors.put(view.getKey(), tensor(folder, view.getKey(), view.getValue()));
    }
    return new Checkpoint(file, tensors);
  }

  private Tensor tensor(String folder, String name, TensorView view) throws IOException {
    ZipArchiveEntry entry = zip.getEntry(folder + "data/" + view.storage());
    if (entry == null) {
      throw refused(
          "storage " + view.storage() + " of " + name + " is missing", "download it again");
    }
    if (entry.getMethod() != ZipEntry.STORED) {
      throw refused("its entries are compressed", "save it anew with torch.save");
    }
    int bytes = view.type().bytes();
    long span = view.span();
    if (view.offset() < 0 || (view.offset() + span) * bytes > entry.getSize()) {
      throw refused(name + " lies outside its storage", "download it again");
    }
    if (span * bytes > Integer.MAX_VALUE) {
      throw refused(name + " has more than 2 GB", "such a tensor is no part of a SAM");
    }
    long start = entry.getDataOffset() + view.offset() * bytes;
    if (start + span * bytes > channel.size()) {
      throw refused("it ends before " + name, "download it again");
    }
    ByteBuffer data = channel.map(FileChannel.MapMode.READ_ONLY, start, span * bytes);
    return new Tensor(name, view.type(), view.shape(), view.contiguous(data));
  }

  private ModelException refused(String found, String remedy) {
    return new ModelException("%s: %s; %s".formatted(file, found, remedy));
  }
}
