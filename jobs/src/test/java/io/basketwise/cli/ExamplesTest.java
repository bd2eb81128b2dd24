package io.basketwise.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the examples of schedulers call is what the command line takes, and they know its codes. */
class ExamplesTest {
  private static final Path EXAMPLES = Path.of("examples");
  private static final String LAUNCHER = "/opt/basketwise/basketwise";

  @TempDir private Path folder;

  private static void assertParses(List<String> arguments) {
    assertThat(arguments).startsWith("nightly");
    Basketwise.commandLine().parseArgs(arguments.toArray(String[]::new));
  }

  private static List<String> lines(String example) throws IOException {
    return Files.readAllLines(EXAMPLES.resolve(example));
  }

  /** Runs a program; 127 where there is none of the name. */
  private int exec(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(folder.resolve("out").toFile());
    Process process;
    try {
      process = builder.start();
    } catch (IOException missing) {
      return 127;
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  /** A launcher that writes down how it was called, and ends with a code. */
  private Path launcher(int code) throws IOException {
    Path file = folder.resolve("launcher");
    Files.writeString(
        file, "#!/bin/sh\necho \"$@\" >> " + folder.resolve("called") + "\nexit " + code + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1,2", "2,1", "3,1", "4,1", "5,1"})
  void cronTriesAnUnexpectedFailureOnceMore(int code, int calls) throws Exception {
    String entry =
        lines("basketwise.cron").stream().filter(l -> !l.startsWith("#")).findFirst().orElseThrow();
    String[] fields = entry.split(" ", 7);
    assertThat(Arrays.copyOf(fields, 6)).containsExactly("0", "2", "*", "*", "*", "basketwise");
    assertThat(fields[6]).as("cron reads % as a line end").doesNotContain("%");
    String command =
        fields[6]
            .replace(LAUNCHER, launcher(code).toString())
            .replace("/var/log/basketwise.log", folder.resolve("log").toString())
            .replace("sleep 3600", "sleep 0");
    exec("/bin/sh", "-c", command);
    List<String> called = Files.readAllLines(folder.resolve("called"));
    assertThat(called).hasSize(calls);
    for (String call : called) {
      assertParses(List.of(call.split(" ")));
    }
  }

  @Test
  void systemdCallsACommandThatParsesAndKnowsTheCodes() throws IOException {
    List<String> service = lines("basketwise.service");
    String start = value(service, "ExecStart");
    assertThat(start).startsWith(LAUNCHER + " ");
    assertParses(List.of(start.substring(LAUNCHER.length() + 1).split(" ")));
    assertThat(value(service, "RestartPreventExitStatus").split(" "))
        .containsExactly("2", "3", "4", "6");
    assertThat(value(service, "SuccessExitStatus")).isEqualTo("5");
  }

  private static String value(List<String> unit, String key) {
    return unit.stream()
        .filter(line -> line.startsWith(key + "="))
        .map(line -> line.substring(key.length() + 1))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void systemdAcceptsTheUnits() throws Exception {
    Path service = folder.resolve("basketwise.service");
    Files.writeString(
        service,
        Files.readString(EXAMPLES.resolve("basketwise.service"))
            .replace(LAUNCHER, launcher(0).toString()));
    Path timer =
        Files.copy(EXAMPLES.resolve("basketwise.timer"), folder.resolve("basketwise.timer"));
    int code = exec("systemd-analyze", "verify", "--man=no", service.toString(), timer.toString());
    assumeThat(code).as("systemd-analyze is installed").isNotEqualTo(127);
    String said = Files.readString(folder.resolve("out"));
    assertThat(said.lines().filter(line -> line.contains("basketwise"))).isEmpty();
  }

  @Test
  void airflowCallsACommandThatParsesAndKnowsTheCodes() throws Exception {
    Path dag = EXAMPLES.resolve("basketwise_dag.py").toAbsolutePath();
    Path stubs = Files.createDirectories(folder.resolve("airflow"));
    Files.writeString(stubs.resolve("__init__.py"), "");
    Files.writeString(
        stubs.resolve("exceptions.py"),
        "class AirflowFailException(Exception): pass\nclass AirflowSkipException(Exception): pass\n");
    Files.writeString(
        stubs.resolve("sdk.py"),
        "def dag(**kw): return lambda f: f\ndef task(f): return lambda: None\n");
    Path check = folder.resolve("check.py");
    Files.writeString(
        check,
        """
        import importlib.util, sys
        sys.dont_write_bytecode = True
        sys.path.insert(0, sys.argv[2])
        spec = importlib.util.spec_from_file_location("dag", sys.argv[1])
        dag = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(dag)
        print(*dag.command(dag.datetime(2026, 3, 1)))
        print(*dag.command(None))
        for code in range(7):
            try:
                dag.judge(code)
                print("codes", code, "done")
            except Exception as e:
                print("codes", code, type(e).__name__)
        """);
    int code = exec("python3", check.toString(), dag.toString(), folder.toString());
    assumeThat(code).as("python3 is installed").isNotEqualTo(127);
    List<String> said = Files.readAllLines(folder.resolve("out"), UTF_8);
    assertThat(code).as(String.join("\n", said)).isZero();
    for (String call : said.subList(0, 2)) {
      assertThat(call).startsWith(LAUNCHER + " ");
      assertParses(List.of(call.substring(LAUNCHER.length() + 1).split(" ")));
    }
    assertThat(said.get(0)).contains("--as-of 2026-03-01");
    assertThat(said.subList(2, said.size()))
        .containsExactly(
            "codes 0 done",
            "codes 1 RuntimeError",
            "codes 2 AirflowFailException",
            "codes 3 AirflowFailException",
            "codes 4 AirflowFailException",
            "codes 5 AirflowSkipException",
            "codes 6 AirflowFailException");
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1,1", "4,4", "5,0"})
  void kubernetesRunsACommandThatParsesAndKnowsTheCodes(int code, int podEndsWith)
      throws Exception {
    Map<?, ?> job =
        (Map<?, ?>)
            new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(EXAMPLES.resolve("kubernetes.yaml")));
    Map<?, ?> spec = at(job, "spec", "jobTemplate", "spec");
    assertThat(((Map<?, ?>) at(spec, "podFailurePolicy", "rules", 0, "onExitCodes")).get("values"))
        .isEqualTo(List.of(2, 3, 4, 6));
    Map<?, ?> driver = at(spec, "template", "spec", "containers", 0);
    List<String> arguments = list(driver, "args").stream().map(String::valueOf).toList();
    int jar = arguments.indexOf("/opt/basketwise/basketwise.jar");
    assertParses(arguments.subList(jar + 1, arguments.size()));
    List<String> command =
        new ArrayList<>(list(driver, "command").stream().map(String::valueOf).toList());
    command.replaceAll(
        word -> word.replace("/opt/spark/bin/spark-submit", "'" + submit(code) + "'"));
    assertThat(exec(Stream.concat(command.stream(), arguments.stream()).toArray(String[]::new)))
        .isEqualTo(podEndsWith);
    assertThat(Files.readString(folder.resolve("called")).strip())
        .isEqualTo(String.join(" ", arguments));
  }

  private Path submit(int code) {
    try {
      return launcher(code);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<?> list(Map<?, ?> tree, String name) {
    return (List<?>) Objects.requireNonNull(tree.get(name));
  }

  private static Map<?, ?> at(Map<?, ?> tree, Object... path) {
    Object at = tree;
    for (Object step : path) {
      at =
          Objects.requireNonNull(
              at instanceof List<?> list ? list.get((Integer) step) : ((Map<?, ?>) at).get(step));
    }
    return (Map<?, ?>) at;
  }
}
