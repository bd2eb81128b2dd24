package io.basketwise.cli;

import io.basketwise.report.RunRecord;
import io.basketwise.report.RunRecord.Outcome;
import io.basketwise.report.StepTimes.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How long a run will still take, if its steps take as long as those of the run before. */
final class TimeLeft {
  private List<Step> last;
  private List<Step> ahead;

  TimeLeft(Optional<RunRecord> last) {
    this.last = last.map(RunRecord::steps).orElse(List.of());
    this.ahead = new ArrayList<>(this.last);
  }

  /** A run is over; another may follow, as in a backfill. */
  void ended(RunRecord run) {
    Outcome outcome = run.result().outcome();
    if (outcome != Outcome.UNCHANGED && outcome != Outcome.FAILED) {
      last = run.steps();
    }
    ahead = new ArrayList<>(last);
  }

  /** A step is done, however long it took. */
  void finished(String step) {
    ahead(step).ifPresent(ahead::remove);
  }

  private Optional<Step> ahead(String step) {
    return ahead.stream().filter(each -> each.name().equals(step)).findFirst();
  }

  /** Time left, never negative; empty where no run tells. */
  Optional<Duration> left(String running, Duration elapsed) {
    if (last.isEmpty()) {
      return Optional.empty();
    }
    double all = ahead.stream().mapToDouble(Step::seconds).sum();
    double gone =
        ahead(running).map(step -> Math.min(step.seconds(), elapsed.toMillis() / 1e3)).orElse(0.0);
    return Optional.of(Duration.ofMillis(Math.max(0, Math.round((all - gone) * 1e3))));
  }
}
