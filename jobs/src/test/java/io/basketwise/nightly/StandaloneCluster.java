package io.basketwise.nightly;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Spark standalone master and two workers of one core, each a process of its own. */
final class StandaloneCluster implements AutoCloseable {
  private static final int WORKERS = 2;
  private static final String HOST = "127.0.0.1";

  private final Path folder;
  private final int port;
  private final List<Process> processes = new ArrayList<>();

  StandaloneCluster(Path folder) throws IOException {
    this.folder = folder;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      this.port = free.getLocalPort();
    }
    Path jars = Files.createDirectories(folder.resolve("home/jars"));
    for (String entry : classPath().filter(entry -> entry.endsWith(".jar")).toList()) {
      Path jar = Path.of(entry);
      Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar.toAbsolutePath());
    }
    start("master", "org.apache.spark.deploy.master.Master", "--port", Integer.toString(port));
    for (int worker = 0; worker < WORKERS; worker++) {
      start(
          "worker-" + worker,
          "org.apache.spark.deploy.worker.Worker",
          "--cores",
          "1",
          "--memory",
          "1G",
          "--work-dir",
          folder.resolve("work-" + worker).toString(),
          "spark://" + HOST + ":" + port);
    }
  }

  private static Stream<String> classPath() {
    return Stream.of(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
            .split(File.pathSeparator));
  }

  /** Settings of a shop that runs here. */
  Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("spark.master", "spark://" + HOST + ":" + port);
    settings.put("spark.conf.spark.driver.host", HOST);
    settings.put("spark.conf.spark.driver.bindAddress", HOST);
    settings.put("spark.conf.spark.executor.memory", "700m");
    settings.put("spark.conf.spark.sql.shuffle.partitions", "2");
    settings.put("spark.conf.spark.databricks.delta.snapshotPartitions", "2");
    settings.put(
        "spark.conf.spark.executor.extraClassPath",
        classPath()
            .filter(entry -> !entry.endsWith(".jar"))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator)));
    return settings;
  }

  /** Kills a worker and what it runs; the other one goes on. */
  void killWorker() {
    Process worker = processes.get(processes.size() - 1);
    worker.descendants().forEach(ProcessHandle::destroyForcibly);
    worker.destroyForcibly();
  }

  private void start(String name, String main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            folder.resolve("home/jars") + "/*",
            main,
            "--host",
            HOST,
            "--webui-port",
            "0"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile());
    builder.environment().put("SPARK_HOME", folder.resolve("home").toString());
    builder.environment().put("SPARK_LOCAL_IP", HOST);
    processes.add(builder.start());
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
