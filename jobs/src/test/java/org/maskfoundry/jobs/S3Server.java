package org.maskfoundry.jobs;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * An S3 server on loopback (S3Proxy, a process of its own) that checks signatures and keeps its
 * objects in memory.
 */
public final class S3Server implements AutoCloseable {

  /** The access key it takes. */
  public static final String ACCESS_KEY = "AKIATESTTESTTESTTEST";

  /** The secret it takes. */
  public static final String SECRET_KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiTESTSECRET";

  private static final java.nio.file.Path PROGRAM =
      java.nio.file.Path.of("target/s3-server/s3proxy.jar");
  private static final Pattern STARTED =
      Pattern.compile("Started .*ServerConnector.*\\{127\\.0\\.0\\.1:(\\d+)\\}");
  private static final String REGION = "us-east-1";

  private final Process process;
  private final int port;

  /** Starts it on a free port. */
  public S3Server() throws IOException {
    java.nio.file.Path conf = Files.createTempFile("s3proxy", ".conf");
    Files.write(
        conf,
        List.of(
            "s3proxy.endpoint=http://127.0.0.1:0",
            "s3proxy.authorization=aws-v2-or-v4",
            "s3proxy.identity=" + ACCESS_KEY,
            "s3proxy.credential=" + SECRET_KEY,
            "s3proxy.ignore-unknown-headers=true",
            "jclouds.provider=transient-nio2",
            "jclouds.identity=none",
            "jclouds.credential=none"));
    process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx512m",
                "-jar",
                PROGRAM.toString(),
                "--properties",
                conf.toString())
            .redirectErrorStream(true)
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    port = port(output);
    // A pipe that nobody reads would stop it.
    Thread reader = new Thread(() -> output.lines().forEach(line -> {}), "s3-server");
    reader.setDaemon(true);
    reader.start();
  }

  private static int port(BufferedReader output) throws IOException {
    StringBuilder said = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher started = STARTED.matcher(line);
      if (started.find()) {
        return Integer.parseInt(started.group(1));
      }
      said.append(line).append('\n');
    }
    throw new IOException("The S3 server did not start: " + said);
  }

  /** The server's process. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  /** Its port. */
  public int port() {
    return port;
  }

  /**
   * Makes a new bucket, which Spark and Hadoop find by what is configured for this bucket alone.
   *
   * @param port where they find the server: its own, or that of a proxy before it
   * @return the bucket's URI
   */
  public String bucket(int port) {
    return bucket(port, Map.of());
  }

  /**
   * Makes a new bucket.
   *
   * @param settings more of {@code fs.s3a}, by the names that follow it
   */
  public String bucket(int port, Map<String, String> settings) {
    String bucket = "bucket-" + UUID.randomUUID();
    create(bucket);
    Map<String, String> all = new TreeMap<>();
    all.put("endpoint", "http://127.0.0.1:" + port);
    all.put("endpoint.region", REGION);
    all.put("path.style.access", "true");
    all.put("connection.ssl.enabled", "false");
    all.put("aws.credentials.provider", "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");
    all.put("access.key", ACCESS_KEY);
    all.put("secret.key", SECRET_KEY);
    all.putAll(settings);
    Configuration hadoop = hadoop();
    all.forEach(
        (name, value) -> {
          String key = "fs.s3a.bucket." + bucket + "." + name;
          hadoop.set(key, value);
          // As spark-submit hands on what it is told.
          System.setProperty("spark.hadoop." + key, value);
        });
    return "s3a://" + bucket;
  }

  private void create(String bucket) {
    try (S3Client client =
        S3Client.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + port))
            .region(Region.of(REGION))
            .forcePathStyle(true)
            .httpClient(ApacheHttpClient.create())
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
            .build()) {
      client.createBucket(request -> request.bucket(bucket));
    }
  }

  /** Copies a local file or folder into a bucket. */
  public static void upload(java.nio.file.Path from, String to) throws IOException {
    Path target = new Path(to);
    target.getFileSystem(hadoop()).copyFromLocalFile(new Path(from.toUri()), target);
  }

  /** The file system of a URI. */
  public static FileSystem files(String uri) throws IOException {
    return new Path(uri).getFileSystem(hadoop());
  }

  private static Configuration hadoop() {
    return TestSpark.session().sparkContext().hadoopConfiguration();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
