package io.basketwise.intake;

import io.basketwise.inputs.SourceFile;
import io.basketwise.models.artifact.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What of one input has become part of the lake. A ledger belongs to the commit of the lake's table
 * that has its number, so that rows and ledger never disagree.
 *
 * @param batch how often the table was brought up to date; from 1
 * @param mapping fingerprint of how the rows were read: another one means that all are read again
 * @param sources the files whose rows are in the lake, by name
 * @param counts what became of all rows of these files when they were read
 * @param newest the latest time of a good row; empty where there is none
 */
public record Ledger(
    long batch,
    String mapping,
    Map<String, SourceFile> sources,
    Counts counts,
    Optional<Instant> newest) {
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
      return new Counts(
          read + more.read, filtered + more.filtered, quarantined + more.quarantined);
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
  }

  /** The same with some of the good rows counted as filtered. */
  public Ledger filteringMore(long rows) {
    Counts more = counts.plus(new Counts(0, rows, 0));
    return new Ledger(batch, mapping, sources, more, newest);
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
    List<Object> files = new ArrayList<>();
    new TreeMap<>(sources)
        .values()
        .forEach(file -> files.add(List.of(file.name(), file.bytes(), file.modifiedMillis())));
    tree.put("sources", files);
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
        new Counts(
            number(get(tree, "read")),
            number(get(tree, "filtered")),
            number(get(tree, "quarantined"))),
        Optional.ofNullable((String) tree.get("newest")).map(Instant::parse));
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
