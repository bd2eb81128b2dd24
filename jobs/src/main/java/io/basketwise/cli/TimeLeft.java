package io.basketwise.cli;

import io.basketwise.report.RunRecord;
import io.basketwise.report.StepTimes.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How long a run will still take, if its steps take as long as those of the run before. */
final class TimeLeft {
  private final List<Step> ahead;
  private final boolean known;

  TimeLeft(Optional<RunRecord> last) {
    this.ahead = last.map(record -> new ArrayList<>(record.steps())).orElseGet(ArrayList::new);
    this.known = !ahead.isEmpty();
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
    if (!known) {
      return Optional.empty();
    }
    double all = ahead.stream().mapToDouble(Step::seconds).sum();
    double gone =
        ahead(running).map(step -> Math.min(step.seconds(), elapsed.toMillis() / 1e3)).orElse(0.0);
    return Optional.of(Duration.ofMillis(Math.max(0, Math.round((all - gone) * 1e3))));
  }
}
