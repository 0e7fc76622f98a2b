package org.maskfoundry.jobs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Stands on loopback between a client and an HTTP server and troubles some requests. Each request
 * has a connection of its own.
 */
public final class FaultyProxy implements AutoCloseable {

  /** What becomes of a request. */
  public enum Fault {
    /** It is passed on. */
    NONE,
    /** It is answered with 503 Slow Down. */
    SLOW_DOWN,
    /** It is passed on, and the connection ends before the answer does. */
    CUT,
    /** It is passed on after a while. */
    DELAY
  }

  private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final String SLOW_DOWN_BODY =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>SlowDown</Code>"
          + "<Message>Please reduce your request rate.</Message></Error>";
  private static final int DELAY_MILLISECONDS = 200;
  private static final int DRAIN_MILLISECONDS = 100;

  /** Bytes at the end of an answer that do not arrive where it is cut. */
  private static final int CUT_OFF = 10;

  private final ServerSocket listening;
  private final int server;
  private final IntFunction<Fault> faults;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger troubled = new AtomicInteger();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "faulty-proxy");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Starts it on a free port.
   *
   * @param server the server's port on loopback
   * @param faults what becomes of a request, by its number from 1
   */
  public FaultyProxy(int server, IntFunction<Fault> faults) throws IOException {
    this.listening = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    this.server = server;
    this.faults = faults;
    threads.execute(this::accept);
  }

  /** Its port. */
  public int port() {
    return listening.getLocalPort();
  }

  /** How many requests did not simply pass. */
  public int troubled() {
    return troubled.get();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        threads.execute(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      byte[] head = head(client.getInputStream());
      if (head.length == 0) {
        return;
      }
      Fault fault = faults.apply(requests.incrementAndGet());
      if (fault != Fault.NONE) {
        troubled.incrementAndGet();
      }
      switch (fault) {
        case NONE -> pass(client, head);
        case SLOW_DOWN -> refuse(client);
        case CUT -> {
          byte[] answer = answer(client, head);
          client.getOutputStream().write(answer, 0, Math.max(0, answer.length - CUT_OFF));
        }
        case DELAY -> {
          Thread.sleep(DELAY_MILLISECONDS);
          pass(client, head);
        }
      }
    } catch (IOException broken) {
      // The client went away or the server did: the other one sees its connection end.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** A request up to its body, without bytes of it. */
  private static byte[] head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int matched = 0;
    while (matched < END_OF_HEAD.length) {
      int next = in.read();
      if (next < 0) {
        return new byte[0];
      }
      head.write(next);
      matched = next == END_OF_HEAD[matched] ? matched + 1 : next == '\r' ? 1 : 0;
    }
    return head.toByteArray();
  }

  private void pass(Socket client, byte[] head) throws IOException {
    try (Socket upstream = ask(client, head)) {
      copy(upstream.getInputStream(), client.getOutputStream());
    }
  }

  private byte[] answer(Socket client, byte[] head) throws IOException {
    try (Socket upstream = ask(client, head)) {
      return upstream.getInputStream().readAllBytes();
    }
  }

  /** Passes a request on; the server's answer ends with the connection. */
  private Socket ask(Socket client, byte[] head) throws IOException {
    Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server);
    OutputStream out = upstream.getOutputStream();
    out.write(head, 0, head.length - 2);
    out.write("Connection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    out.flush();
    threads.execute(() -> copyBody(client, out));
    return upstream;
  }

  private static void copyBody(Socket client, OutputStream out) {
    try {
      copy(client.getInputStream(), out);
    } catch (IOException ended) {
      // The answer is complete, and with it the request.
    }
  }

  private static void copy(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[1 << 13];
    for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      to.write(buffer, 0, read);
      to.flush();
    }
  }

  private static void refuse(Socket client) throws IOException {
    byte[] body = SLOW_DOWN_BODY.getBytes(StandardCharsets.US_ASCII);
    String head =
        "HTTP/1.1 503 Slow Down\r\nContent-Type: application/xml\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(body.length);
    OutputStream out = client.getOutputStream();
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.write(body);
    out.flush();
    client.shutdownOutput();
    // A body that nobody reads would make the system reset the connection before the answer is
    // read.
    client.setSoTimeout(DRAIN_MILLISECONDS);
    try {
      client.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (SocketTimeoutException silent) {
      // The client waits for the connection's end.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    threads.shutdownNow();
  }
}
