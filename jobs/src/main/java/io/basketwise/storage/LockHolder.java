package io.basketwise.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.basketwise.models.artifact.Json;
import io.basketwise.models.artifact.JsonException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Who has, or had, a lock: a run, or a command.
 *
 * @param runId a UUID, never the same twice
 * @param pid of its process
 * @param pidSpace within which that id names one process: a container has ids of its own, and the
 *     name of a host says nothing of that; empty where it is not known
 * @param command the program and its command, without options, which may be secret
 */
public record LockHolder(
    String runId, long pid, String host, String pidSpace, String command, Instant startedAt) {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");
  private static final String PID_SPACE = "pid_space";

  /** A run that begins in this process. */
  public static LockHolder here(Instant startedAt) {
    long pid = ProcessHandle.current().pid();
    String host = thisHost();
    String pidSpace = thisPidSpace();
    String identity =
        String.join(
            " ",
            host,
            pidSpace,
            Long.toString(pid),
            startedAt.toString(),
            Long.toString(System.nanoTime()));
    return new LockHolder(
        UUID.nameUUIDFromBytes(identity.getBytes(UTF_8)).toString(),
        pid,
        host,
        pidSpace,
        command(System.getProperty("sun.java.command", "unknown")),
        startedAt);
  }

  /** Unlike InetAddress, this asks no name server. */
  private static String thisHost() {
    return ManagementFactory.getRuntimeMXBean().getName().replaceFirst("^[^@]*@", "");
  }

  /**
   * The kernel since its start, and the namespace of ids in it: numbers of namespaces are the same
   * on many a machine. Only Linux has them.
   */
  private static String thisPidSpace() {
    if (!System.getProperty("os.name", "").startsWith("Linux")) {
      return "host";
    }
    try {
      return Files.readString(BOOT).strip() + " " + Files.readSymbolicLink(NAMESPACE);
    } catch (IOException | UnsupportedOperationException unknown) {
      return "";
    }
  }

  /** Whether its process is still there, as far as can be told from here. */
  public boolean mayLive() {
    boolean here =
        host.equals(thisHost()) && !pidSpace.isEmpty() && pidSpace.equals(thisPidSpace());
    return !here || ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static String command(String line) {
    String words =
        Arrays.stream(line.split(" "))
            .takeWhile(word -> !word.startsWith("-"))
            .collect(Collectors.joining(" "));
    return words.replaceFirst("^.*/(?=[^/]*( |$))", "");
  }

  /** Whether the text of a lock tells of nobody who may live; an empty one is being written. */
  public static boolean isGone(String text) {
    return !text.isBlank() && read(text).filter(LockHolder::mayLive).isEmpty();
  }

  /** The holder that a lock file tells of; empty when it tells of none. */
  public static Optional<LockHolder> read(String text) {
    try {
      return text.isBlank() ? Optional.empty() : of(Json.read(text));
    } catch (JsonException halfWritten) {
      return Optional.empty();
    }
  }

  /** The holder of that JSON; empty when it is none. */
  public static Optional<LockHolder> of(Object json) {
    try {
      return json instanceof Map<?, ?> told
          ? Optional.of(
              new LockHolder(
                  String.valueOf(told.get("run")),
                  Long.parseLong(String.valueOf(told.get("pid"))),
                  String.valueOf(told.get("host")),
                  told.get(PID_SPACE) instanceof String space ? space : "",
                  String.valueOf(told.get("command")),
                  Instant.parse(String.valueOf(told.get("started_at")))))
          : Optional.empty();
    } catch (NumberFormatException | DateTimeException older) {
      return Optional.empty();
    }
  }

  /** The text of a lock that tells of this holder alone. */
  public String json() {
    return Json.write(fields()) + "\n";
  }

  /** As a JSON object. */
  public Map<String, Object> fields() {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("pid", pid);
    told.put("host", host);
    told.put(PID_SPACE, pidSpace);
    told.put("run", runId);
    told.put("command", command);
    told.put("started_at", startedAt.toString());
    return told;
  }

  /** In words, with its age. */
  public String told(Instant now) {
    return String.format(
        Locale.ROOT,
        "process %d on host %s, since %s, %s (%s, run %s)",
        pid,
        host,
        startedAt.truncatedTo(ChronoUnit.SECONDS).toString().replaceFirst("T", " "),
        age(Duration.between(startedAt, now)),
        command,
        runId);
  }

  private static String age(Duration age) {
    if (age.toMinutes() < 1) {
      return Math.max(0, age.toSeconds()) + " s";
    }
    return age.toHours() < 1
        ? age.toMinutes() + " min"
        : age.toHours() + " h " + age.toMinutesPart() + " min";
  }
}
