package io.basketwise.nightly;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts processes of their own with the class path and the flags of this one. */
public final class Commands {
  private Commands() {}

  /** Starts a class's main; what it prints goes to a file, its errors beside it. */
  public static Process start(Path out, Class<?> main, String... arguments) throws IOException {
    return start(Path.of(System.getProperty("java.io.tmpdir")), out, main, arguments);
  }

  /** Starts a class's main with a temporary folder of its own. */
  static Process start(Path temporary, Path out, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--add-opens") || flag.startsWith("-Dio.netty"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectOutput(out.toFile())
        .redirectError(out.resolveSibling(out.getFileName() + ".err").toFile())
        .start();
  }
}
