package io.basketwise.report;

import io.basketwise.behaviour.BehaviourReport;
import io.basketwise.config.Table;
import io.basketwise.evaluate.Comparison;
import io.basketwise.evaluate.Evaluate;
import io.basketwise.prepare.BrokenRule;
import io.basketwise.prepare.Funnel;
import io.basketwise.prepare.RowAccount;
import io.basketwise.prepare.TimeWindow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that a run tells of itself: what is printed, kept, exported and drawn is made from it.
 * {@link RunFiles} keeps it as JSON, {@link RecordJson} reads and writes that.
 *
 * @param schema of the JSON; grows when a member changes its meaning
 * @param run which run it was
 * @param result how it ended
 * @param data what it read
 * @param quality checks of the inputs
 * @param learned what it learned and measured
 * @param gates what a version had to meet; empty where a run did not come that far
 * @param notes what was left out or went another way than usual
 * @param steps the finished steps, in order; a step that runs three times is there three times
 */
public record RunRecord(
    int schema,
    Run run,
    Result result,
    Data data,
    List<QualityCheck> quality,
    Learned learned,
    List<Verdict> gates,
    List<String> notes,
    List<StepTimes.Step> steps) {
  /** The schema that this build writes. */
  public static final int SCHEMA = 1;

  public RunRecord {
    quality = List.copyOf(quality);
    gates = List.copyOf(gates);
    notes = List.copyOf(notes);
    steps = List.copyOf(steps);
  }

  /**
   * Which run it was.
   *
   * @param id a UUID, never the same twice
   * @param asOf first day that is not used; empty where the run ended before it was known
   * @param software version of the build
   */
  public record Run(
      String id,
      String shop,
      String currency,
      Optional<LocalDate> asOf,
      Instant startedAt,
      String software) {}

  /** How a run ends. */
  public enum Outcome {
    /** A new version is live. */
    PUBLISHED,
    /** A version of an earlier date lies beside the live one, which stays live. */
    ADDED,
    /** Measured only, as was asked. */
    MEASURED,
    /** A gate refused the version. */
    REFUSED,
    /** There was nothing to do. */
    UNCHANGED,
    /** Something stopped it. */
    FAILED
  }

  /**
   * How it ended.
   *
   * @param exitCode of the process
   * @param failure why, where it failed
   * @param version what it published, or what it found published already
   * @param previous the version that was live when it began
   * @param refused a version that a gate refused, kept aside
   */
  public record Result(
      Outcome outcome,
      int exitCode,
      Instant endedAt,
      Optional<Failure> failure,
      Optional<String> version,
      Optional<String> previous,
      Optional<String> refused) {
    /** The version that is live after the run: what else it made or found lies beside that. */
    public Optional<String> live() {
      return outcome == Outcome.PUBLISHED ? version : previous;
    }
  }

  /**
   * What it read.
   *
   * @param rows where every input row went, a table each
   * @param baskets in the whole window
   * @param items that are bought or listed
   * @param fingerprint of all that the results follow from: equal ones mean equal results
   * @param funnel how far sessions come; empty without clicks
   * @param broken the rules that the quarantined rows broke, table by table, the most frequent
   *     first; empty in a record of an earlier build
   */
  public record Data(
      Optional<TimeWindow> window,
      List<RowAccount> rows,
      long baskets,
      long items,
      Optional<String> fingerprint,
      Optional<Funnel> funnel,
      Optional<List<BrokenRule>> broken) {
    /** Nothing yet. */
    public static final Data NONE =
        new Data(
            Optional.empty(),
            List.of(),
            0,
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public Data {
      rows = List.copyOf(rows);
      broken = broken.map(List::copyOf);
    }

    /** The rules that quarantined rows of a table broke. */
    public List<BrokenRule> broken(Table table) {
      return broken.orElse(List.of()).stream().filter(rule -> rule.table() == table).toList();
    }

    /** The same with the days of the run. */
    public Data window(TimeWindow days) {
      return new Data(Optional.of(days), rows, baskets, items, fingerprint, funnel, broken);
    }

    /** The same with where the rows went, and why some of them into quarantine. */
    public Data rows(List<RowAccount> accounts, List<BrokenRule> rules) {
      return new Data(
          window, accounts, baskets, items, fingerprint, funnel, Optional.of(List.copyOf(rules)));
    }

    /** The same with what there is to learn from. */
    public Data sizes(long allBaskets, long allItems) {
      return new Data(window, rows, allBaskets, allItems, fingerprint, funnel, broken);
    }

    /** The same with what the results follow from. */
    public Data fingerprint(String text) {
      return new Data(window, rows, baskets, items, Optional.of(text), funnel, broken);
    }

    /** The same with the funnel. */
    public Data funnel(Funnel counts) {
      return new Data(window, rows, baskets, items, fingerprint, Optional.of(counts), broken);
    }
  }

  /**
   * What it learned and measured.
   *
   * @param fits the measured fit and, where it came to that, the published one, by name
   * @param topBundles rules of the highest lift
   * @param figures every metric of every method with its interval
   * @param blend how the blend weighs evidence
   * @param behaviour how the models of behaviour fared; empty where none were learned
   * @param champion the new version beside the live one; empty where it did not come to that
   */
  public record Learned(
      Map<String, FitFigures> fits,
      List<TopBundle> topBundles,
      Optional<Evaluate.Figures> figures,
      Optional<BlendFigures> blend,
      Optional<BehaviourReport> behaviour,
      Optional<Comparison> champion) {
    /** Name of the fit that was measured on the holdout. */
    public static final String MEASURED_FIT = "measured";

    /** Name of the fit on everything up to the as-of date. */
    public static final String PUBLISHED_FIT = "published";

    /** Nothing yet. */
    public static final Learned NONE =
        new Learned(
            Map.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public Learned {
      topBundles = List.copyOf(topBundles);
    }

    /** The same, compared with the live version. */
    public Learned beside(Comparison live) {
      return new Learned(fits, topBundles, figures, blend, behaviour, Optional.of(live));
    }
  }

  /** A record that {@link RunFiles} kept; one that is missing, damaged or newer is refused. */
  public static RunRecord read(Path file) {
    return RecordJson.read(file);
  }

  /**
   * Reads a record that {@link #json} wrote.
   *
   * @param where it lies
   */
  public static RunRecord parse(String where, String json) {
    return RecordJson.parse(where, json);
  }

  /** The record on one line. */
  public String json() {
    return RecordJson.line(this);
  }

  /** The version that it published. */
  public Optional<String> version() {
    return result.version();
  }

  /** Whether the process ends with exit code 0. */
  public boolean good() {
    return result.exitCode() == 0;
  }

  /** The same record with further notes. */
  public RunRecord noting(Collection<String> more) {
    List<String> all = Stream.concat(notes.stream(), more.stream()).toList();
    return new RunRecord(schema, run, result, data, quality, learned, gates, all, steps);
  }

  /** Whether every gate let the version pass. */
  public boolean passed() {
    return gates.stream().allMatch(Verdict::passed);
  }

  /** From its start to its end. */
  public Duration duration() {
    return Duration.between(run.startedAt(), result.endedAt());
  }
}
