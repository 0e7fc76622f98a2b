package org.maskfoundry.jobs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The TCP sockets a process of this Linux machine listens on. */
public final class ListeningSockets {

  private static final String LISTENING = "0A";

  private ListeningSockets() {}

  /** Their addresses. */
  public static List<InetSocketAddress> of(ProcessHandle process) throws IOException {
    Path entries = Path.of("/proc", Long.toString(process.pid()));
    Set<String> sockets;
    try (Stream<Path> files = Files.list(entries.resolve("fd"))) {
      sockets = files.map(ListeningSockets::target).collect(Collectors.toSet());
    }
    try (Stream<String> lines =
        Stream.of("net/tcp", "net/tcp6").flatMap(table -> lines(entries.resolve(table)))) {
      return lines
          .map(line -> line.trim().split("\\s+", -1))
          .filter(fields -> fields[3].equals(LISTENING))
          .filter(fields -> sockets.contains("socket:[" + fields[9] + "]"))
          .map(fields -> address(fields[1]))
          .toList();
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  private static Stream<String> lines(Path table) {
    try {
      return Files.readAllLines(table).stream().skip(1);
    } catch (IOException notThere) {
      return Stream.of();
    }
  }

  /** {@code 0100007F:1F90}: words in the machine's order, the port as a number. */
  private static InetSocketAddress address(String text) {
    String[] parts = text.split(":", -1);
    ByteBuffer words = ByteBuffer.wrap(HexFormat.of().parseHex(parts[0]));
    ByteBuffer bytes = ByteBuffer.allocate(words.capacity()).order(ByteOrder.nativeOrder());
    while (words.hasRemaining()) {
      bytes.putInt(words.getInt());
    }
    try {
      return new InetSocketAddress(
          InetAddress.getByAddress(bytes.array()), Integer.parseInt(parts[1], 16));
    } catch (IOException impossible) {
      throw new IllegalStateException(text, impossible);
    }
  }
}
