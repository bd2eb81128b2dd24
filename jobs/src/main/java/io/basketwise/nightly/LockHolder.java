package io.basketwise.nightly;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.basketwise.models.artifact.Json;
import io.basketwise.models.artifact.JsonException;
import java.lang.management.ManagementFactory;
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
 * A run that has, or had, the lock of a lake.
 *
 * @param runId a UUID, never the same twice
 * @param pid of its process
 * @param command the program and its command, without options, which may be secret
 */
record LockHolder(String runId, long pid, String host, String command, Instant startedAt) {
  /** A run that begins in this process. */
  static LockHolder here(Instant startedAt) {
    long pid = ProcessHandle.current().pid();
    String host = thisHost();
    String identity = host + " " + pid + " " + startedAt + " " + System.nanoTime();
    return new LockHolder(
        UUID.nameUUIDFromBytes(identity.getBytes(UTF_8)).toString(),
        pid,
        host,
        command(System.getProperty("sun.java.command", "unknown")),
        startedAt);
  }

  /** Unlike InetAddress, this asks no name server. */
  private static String thisHost() {
    return ManagementFactory.getRuntimeMXBean().getName().replaceFirst("^[^@]*@", "");
  }

  /** Whether its process is still there, as far as can be told from here. */
  boolean mayLive() {
    return !host.equals(thisHost())
        || ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static String command(String line) {
    String words =
        Arrays.stream(line.split(" "))
            .takeWhile(word -> !word.startsWith("-"))
            .collect(Collectors.joining(" "));
    return words.replaceFirst("^.*/(?=[^/]*( |$))", "");
  }

  /** The holder that a lock file tells of; empty when it tells of none. */
  static Optional<LockHolder> read(String text) {
    try {
      return !text.isBlank() && Json.read(text) instanceof Map<?, ?> told
          ? Optional.of(
              new LockHolder(
                  String.valueOf(told.get("run")),
                  Long.parseLong(String.valueOf(told.get("pid"))),
                  String.valueOf(told.get("host")),
                  String.valueOf(told.get("command")),
                  Instant.parse(String.valueOf(told.get("started_at")))))
          : Optional.empty();
    } catch (JsonException | NumberFormatException | DateTimeException halfWritten) {
      return Optional.empty();
    }
  }

  String json() {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("pid", pid);
    told.put("host", host);
    told.put("run", runId);
    told.put("command", command);
    told.put("started_at", startedAt.toString());
    return Json.write(told) + "\n";
  }

  /** In words, with its age. */
  String told(Instant now) {
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
