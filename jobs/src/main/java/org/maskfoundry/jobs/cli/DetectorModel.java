package org.maskfoundry.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.maskfoundry.dataset.Sha256;

/** A detector's file, read. */
final class DetectorModel {

  private final byte[] bytes;
  private final String digest;

  private DetectorModel(byte[] bytes) {
    this.bytes = bytes;
    this.digest = Sha256.hex(bytes);
  }

  static DetectorModel read(Path file) throws IOException {
    return new DetectorModel(Files.readAllBytes(file));
  }

  /** The ONNX model. */
  byte[] bytes() {
    return bytes.clone();
  }

  /** SHA-256 (hex) of the file. */
  String digest() {
    return digest;
  }
}
