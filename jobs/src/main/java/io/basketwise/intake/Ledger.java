package io.basketwise.intake;

import io.basketwise.inputs.SourceFile;
import io.basketwise.models.artifact.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What of one input has become part of the lake. A ledger belongs to the commit of the lake's table
 * that has its number, so that rows and ledger never disagree.
 *
 * @param batch how often the table was brought up to date; from 1
 * @param mapping fingerprint of how the rows were read: another one means that all are read again
 * @param sources the files whose rows are in the lake, by name
 * @param counts what became of all rows of these files when they were read
 * @param newest the latest time of a good row; empty where there is none
 * @param arrivals the batches since all was read, in order
 * @param version of the Delta table that has these files; empty of Parquet files, and in a ledger
 *     of an earlier build
 * @param takenAt when the table was brought up to date; empty in a ledger of an earlier build
 */
public record Ledger(
    long batch,
    String mapping,
    Map<String, SourceFile> sources,
    OptionalLong version,
    Counts counts,
    Optional<Instant> newest,
    List<Arrival> arrivals,
    Optional<Instant> takenAt) {
  /**
   * A batch, as those need to know of it who want to tell whether it changed the past.
   *
   * @param batch its number
   * @param earliest no good row of it is earlier
   */
  public record Arrival(long batch, Instant earliest) {}

  /**
   * Rows by their first fate.
   *
   * @param read all
   * @param filtered dropped by the configured condition
   * @param quarantined broke a rule of the contract
   */
  public record Counts(long read, long filtered, long quarantined) {
    /** No rows. */
    public static final Counts NONE = new Counts(0, 0, 0);

    /** These and others. */
    public Counts plus(Counts more) {
      return new Counts(read + more.read, filtered + more.filtered, quarantined + more.quarantined);
    }

    /** Share of the rows that passed the filter but broke a rule, 0 when none passed. */
    public double badShare() {
      long judged = read - filtered;
      return judged == 0 ? 0 : (double) quarantined / judged;
    }

    /** Rows that went on. */
    public long good() {
      return read - filtered - quarantined;
    }
  }

  public Ledger {
    sources = Map.copyOf(sources);
    arrivals = List.copyOf(arrivals);
  }

  /** Names all that the rows before a moment are made of: it changes when one of them may have. */
  public String fingerprint(Instant until) {
    return mapping
        + arrivals.stream()
            .filter(arrival -> arrival.earliest.isBefore(until))
            .map(arrival -> Long.toString(arrival.batch))
            .collect(Collectors.joining(",", "[", "]"));
  }

  /** The same with some of the good rows counted as filtered. */
  public Ledger filteringMore(long rows) {
    Counts more = counts.plus(new Counts(0, rows, 0));
    return new Ledger(batch, mapping, sources, version, more, newest, arrivals, takenAt);
  }

  static Map<String, SourceFile> byName(Collection<SourceFile> files) {
    Map<String, SourceFile> byName = new TreeMap<>();
    files.forEach(file -> byName.put(file.name(), file));
    return byName;
  }

  String toJson() {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("batch", batch);
    tree.put("mapping", mapping);
    tree.put("read", counts.read);
    tree.put("filtered", counts.filtered);
    tree.put("quarantined", counts.quarantined);
    newest.ifPresent(at -> tree.put("newest", at.toString()));
    takenAt.ifPresent(at -> tree.put("taken_at", at.toString()));
    List<Object> files = new ArrayList<>();
    new TreeMap<>(sources)
        .values()
        .forEach(file -> files.add(List.of(file.name(), file.bytes(), file.modifiedMillis())));
    tree.put("sources", files);
    version.ifPresent(number -> tree.put("delta_version", number));
    List<Object> came = new ArrayList<>();
    arrivals.forEach(each -> came.add(List.of(each.batch, each.earliest.toString())));
    tree.put("arrivals", came);
    return Json.write(tree);
  }

  static Ledger fromJson(String text) {
    Map<?, ?> tree = (Map<?, ?>) Json.read(text);
    Map<String, SourceFile> sources = new TreeMap<>();
    for (Object entry : (List<?>) get(tree, "sources")) {
      List<?> file = (List<?>) entry;
      String name = (String) file.get(0);
      sources.put(name, new SourceFile(name, number(file.get(1)), number(file.get(2))));
    }
    return new Ledger(
        number(get(tree, "batch")),
        (String) get(tree, "mapping"),
        sources,
        tree.get("delta_version") instanceof Number version
            ? OptionalLong.of(version.longValue())
            : OptionalLong.empty(),
        new Counts(
            number(get(tree, "read")),
            number(get(tree, "filtered")),
            number(get(tree, "quarantined"))),
        time(tree, "newest"),
        arrivals((List<?>) get(tree, "arrivals")),
        time(tree, "taken_at"));
  }

  private static Optional<Instant> time(Map<?, ?> tree, String key) {
    return Optional.ofNullable((String) tree.get(key)).map(Instant::parse);
  }

  private static List<Arrival> arrivals(List<?> entries) {
    return entries.stream()
        .map(entry -> (List<?>) entry)
        .map(entry -> new Arrival(number(entry.get(0)), Instant.parse((String) entry.get(1))))
        .toList();
  }

  private static Object get(Map<?, ?> tree, String key) {
    Object value = tree.get(key);
    if (value == null) {
      throw new IllegalArgumentException("no " + key);
    }
    return value;
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }
}
