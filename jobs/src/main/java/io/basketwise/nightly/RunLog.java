package io.basketwise.nightly;

import io.basketwise.config.ShopConfig;
import io.basketwise.evaluate.Comparison;
import io.basketwise.failure.ExitCode;
import io.basketwise.failure.Refusal;
import io.basketwise.inputs.InputFailures;
import io.basketwise.inputs.InputTable;
import io.basketwise.prepare.BrokenRule;
import io.basketwise.prepare.Funnel;
import io.basketwise.prepare.RowAccount;
import io.basketwise.prepare.TimeWindow;
import io.basketwise.report.Failure;
import io.basketwise.report.QualityCheck;
import io.basketwise.report.RunRecord;
import io.basketwise.report.RunRecord.Data;
import io.basketwise.report.RunRecord.Learned;
import io.basketwise.report.RunRecord.Outcome;
import io.basketwise.report.RunRecord.Result;
import io.basketwise.report.RunRecord.Run;
import io.basketwise.report.SoftwareVersion;
import io.basketwise.report.StepTimes;
import io.basketwise.report.Verdict;
import io.basketwise.storage.LockHolder;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a run has found so far: however it ends, its record is made from this. */
final class RunLog {
  private final InstantSource clock;
  private final StepTimes times;
  private final List<String> notes = new ArrayList<>();
  private final List<QualityCheck> quality = new ArrayList<>();
  private final List<InputTable> inputs = new ArrayList<>();
  private Optional<String> previous = Optional.empty();
  private Run run;
  private Data data = Data.NONE;
  private Learned learned = Learned.NONE;
  private List<Verdict> gates = List.of();

  RunLog(
      ShopConfig config,
      LockHolder holder,
      Optional<LocalDate> asOf,
      InstantSource clock,
      StepTimes times) {
    this.clock = clock;
    this.times = times;
    this.run =
        new Run(
            holder.runId(),
            config.shop(),
            config.currency(),
            asOf,
            holder.startedAt(),
            SoftwareVersion.text());
  }

  /** When the run began, which is also when its version was made. */
  Instant startedAt() {
    return run.startedAt();
  }

  /** Which version was live when the run began. */
  void previous(Optional<String> version) {
    previous = version;
  }

  /** The days of the run are known. */
  void window(TimeWindow window) {
    run =
        new Run(
            run.id(),
            run.shop(),
            run.currency(),
            Optional.of(window.asOf()),
            run.startedAt(),
            run.software());
    data = data.window(window);
  }

  /** An input in the contract's form. */
  void input(InputTable table) {
    inputs.add(table);
  }

  List<InputTable> inputs() {
    return List.copyOf(inputs);
  }

  /** Where the rows of the inputs went, and what is wrong with those in quarantine. */
  void rows(List<RowAccount> accounts, List<BrokenRule> rules) {
    data = data.rows(accounts, rules);
  }

  /** What there is to learn from. */
  void sizes(long baskets, long items) {
    data = data.sizes(baskets, items);
  }

  /** What the results will follow from. */
  void fingerprint(String text) {
    data = data.fingerprint(text);
  }

  /** A run of which an earlier one has done all. */
  RunRecord unchanged(RunRecord earlier) {
    return record(
        Outcome.UNCHANGED, ExitCode.DONE, Optional.empty(), earlier.version(), Optional.empty());
  }

  /** A run from the same as an earlier one that a gate refused, and would refuse again. */
  RunRecord refusedBefore(RunRecord earlier) {
    data = earlier.data();
    learned = earlier.learned();
    gates(earlier.gates());
    notes(
        List.of(
            "nothing has changed since the run of "
                + earlier.run().startedAt()
                + " was refused: the figures are its own, and --again learns anew"));
    return refused(Outcome.REFUSED, earlier.result().refused());
  }

  /** How far sessions come. */
  void funnel(Funnel funnel) {
    data = data.funnel(funnel);
  }

  void quality(List<QualityCheck> checks) {
    quality.addAll(checks);
  }

  void learned(Learned what) {
    learned = what;
  }

  /** How the new version fared beside the live one; returns the same. */
  Comparison champion(Comparison live) {
    learned = learned.beside(live);
    return live;
  }

  void gates(List<Verdict> verdicts) {
    gates = verdicts;
  }

  void notes(List<String> more) {
    more.stream().filter(note -> !notes.contains(note)).forEach(notes::add);
  }

  /** A run that went through all its steps, as wanted or refused by a gate. */
  RunRecord ended(Publisher.Outcome end, Outcome wanted) {
    gates(end.verdicts());
    notes(end.notes());
    boolean passed = end.verdicts().stream().allMatch(Verdict::passed);
    if (!passed && wanted == Outcome.MEASURED) {
      return refused(Outcome.MEASURED, Optional.empty());
    }
    return passed
        ? record(
            end.published().isPresent() && !end.live() ? Outcome.ADDED : wanted,
            ExitCode.DONE,
            Optional.empty(),
            end.published(),
            Optional.empty())
        : refused(Outcome.REFUSED, end.refused());
  }

  private RunRecord refused(Outcome outcome, Optional<String> kept) {
    return record(
        outcome,
        Refusal.Kind.GATE.exitCode(),
        Optional.of(Gates.refusal(gates, kept)),
        Optional.empty(),
        kept);
  }

  /** A run that something stopped. */
  RunRecord failed(Throwable failure) {
    Throwable known = InputFailures.refusal(failure).<Throwable>map(r -> r).orElse(failure);
    return record(
        Outcome.FAILED,
        ExitCode.of(known),
        Optional.of(Failure.of(known)),
        Optional.empty(),
        Optional.empty());
  }

  private RunRecord record(
      Outcome outcome,
      int exitCode,
      Optional<Failure> failure,
      Optional<String> version,
      Optional<String> refused) {
    return new RunRecord(
        RunRecord.SCHEMA,
        run,
        new Result(outcome, exitCode, clock.instant(), failure, version, previous, refused),
        data,
        quality,
        learned,
        gates,
        notes,
        times.steps());
  }
}
