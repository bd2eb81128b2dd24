package io.basketwise.storage;

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
 * Who has, or had, a lock: a run, or a command.
 *
 * @param runId a UUID, never the same twice
 * @param pid of its process
 * @param command the program and its command, without options, which may be secret
 */
public record LockHolder(String runId, long pid, String host, String command, Instant startedAt) {
  /** A run that begins in this process. */
  public static LockHolder here(Instant startedAt) {
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
  public boolean mayLive() {
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
