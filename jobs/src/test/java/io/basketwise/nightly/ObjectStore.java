package io.basketwise.nightly;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;

/** A server that speaks S3, a process of its own, with one empty bucket. */
final class ObjectStore implements AutoCloseable {
  static final String BUCKET = "shop";
  private static final int LOOKS = 600;

  private final int port;
  private final Process process;

  ObjectStore(Path folder) throws IOException, InterruptedException {
    int other;
    try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket second = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = one.getLocalPort();
      other = second.getLocalPort();
    }
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                System.getProperty("basketwise.s3mock"),
                "--server.port=" + port,
                "--server.ssl.enabled=false",
                "--http.port=" + other,
                // S3 checks a condition and stores as one step; this server does so one at a time.
                "--server.tomcat.threads.max=1",
                "--com.adobe.testing.s3mock.store.initialBuckets=" + BUCKET)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("s3.log").toFile())
            .start();
    awaitBucket();
  }

  private void awaitBucket() throws InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + BUCKET)).build();
    for (int look = 0; look < LOOKS && process.isAlive(); look++) {
      try {
        if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        // It takes some seconds to start.
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException("the S3 server does not answer; it printed s3.log");
  }

  /** What a shop's configuration says of it. */
  Map<String, String> settings() {
    return Map.of(
        "spark.conf.spark.hadoop.fs.s3a.endpoint", "http://127.0.0.1:" + port,
        "spark.conf.spark.hadoop.fs.s3a.endpoint.region", "eu-central-1",
        "spark.conf.spark.hadoop.fs.s3a.access.key", "anybody",
        "spark.conf.spark.hadoop.fs.s3a.secret.key", "nothing",
        "spark.conf.spark.hadoop.fs.s3a.path.style.access", "true");
  }

  /** Where something of a name lies in the bucket. */
  static String place(String name) {
    return "s3a://" + BUCKET + "/" + name;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
