package io.basketwise.nightly;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A Spark standalone master and two workers of one core, each a process of its own, in a Spark home
 * made of the tests' class path; jobs are handed in by spark-submit.
 */
final class StandaloneCluster implements AutoCloseable {
  private static final int WORKERS = 2;
  private static final String HOST = "127.0.0.1";

  /** What Spark adds to an executor's heap at least. */
  private static final int OVERHEAD_MIB = 384;

  private final Path folder;
  private final int executorMib;
  private final int driverMib;
  private final int port;
  private final Path application;
  private final List<Process> processes = new ArrayList<>();

  /** A cluster for a small shop. */
  StandaloneCluster(Path folder) throws IOException {
    this(folder, 700, 1500);
  }

  /**
   * A master and two workers.
   *
   * @param executorMib heap of each worker's executor
   * @param driverMib heap of what is submitted
   */
  StandaloneCluster(Path folder, int executorMib, int driverMib) throws IOException {
    this.folder = folder;
    this.executorMib = executorMib;
    this.driverMib = driverMib;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = free.getLocalPort();
    }
    Path jars = Files.createDirectories(folder.resolve("home/jars"));
    this.application = folder.resolve("basketwise.jar");
    try (OutputStream out = Files.newOutputStream(application);
        ZipOutputStream jar = new ZipOutputStream(out)) {
      for (Path entry : classPath().toList()) {
        if (Files.isDirectory(entry)) {
          add(jar, entry);
        } else {
          Files.createSymbolicLink(jars.resolve(entry.getFileName()), entry);
        }
      }
    }
    start("master", "org.apache.spark.deploy.master.Master", "--port", Integer.toString(port));
    for (int worker = 0; worker < WORKERS; worker++) {
      start(
          "worker-" + worker,
          "org.apache.spark.deploy.worker.Worker",
          "--cores",
          "1",
          "--memory",
          executorMib + OVERHEAD_MIB + "m",
          "--work-dir",
          folder.resolve("work-" + worker).toString(),
          "spark://" + HOST + ":" + port);
    }
  }

  private static Stream<Path> classPath() {
    return Stream.of(
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath())
        .filter(Files::exists)
        .filter(entry -> !entry.toString().contains("test-classes"));
  }

  private static void add(ZipOutputStream jar, Path classes) throws IOException {
    try (Stream<Path> all = Files.walk(classes)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        jar.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
        Files.copy(file, jar);
        jar.closeEntry();
      }
    }
  }

  /** Runs Basketwise on the cluster; what it prints goes into a file. */
  Process submit(Path output, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add("org.apache.spark.deploy.SparkSubmit");
    command.addAll(List.of("--master", "spark://" + HOST + ":" + port));
    command.addAll(List.of("--class", "io.basketwise.cli.Main"));
    Map.of(
            "spark.driver.host",
            HOST,
            "spark.driver.bindAddress",
            HOST,
            "spark.executor.memory",
            executorMib + "m",
            "spark.sql.shuffle.partitions",
            "2",
            "spark.databricks.delta.snapshotPartitions",
            "2")
        .forEach((key, value) -> command.addAll(List.of("--conf", key + "=" + value)));
    command.add(application.toString());
    command.addAll(List.of(arguments));
    return launch(output, driverMib + "m", command);
  }

  /** Kills a worker and what it runs; the other one goes on. */
  void killWorker() {
    Process worker = processes.get(processes.size() - 1);
    worker.descendants().forEach(ProcessHandle::destroyForcibly);
    worker.destroyForcibly();
  }

  private void start(String name, String main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(main, "--host", HOST, "--webui-port", "0"));
    command.addAll(List.of(arguments));
    processes.add(launch(folder.resolve(name + ".log"), "256m", command));
  }

  private Process launch(Path output, String heap, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + heap, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", folder.resolve("home/jars") + "/*"));
    for (String opened : System.getProperty("basketwise.opens", "").split(" ")) {
      command.add(opened);
    }
    command.removeIf(String::isBlank);
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("SPARK_HOME", folder.resolve("home").toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", HOST);
    return builder.start();
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
