package io.basketwise.cli;

import io.basketwise.report.RunRecord;
import io.basketwise.report.StepTimes.Step;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Lines whose times go on every second. */
final class RepaintedProgress implements Progress {
  private final LineProgress lines;
  private final ScheduledExecutorService seconds =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
          });

  RepaintedProgress(LineProgress lines) {
    this.lines = lines;
    var unused = seconds.scheduleAtFixedRate(lines::repaint, 1, 1, TimeUnit.SECONDS);
  }

  @Override
  public void started(String step) {
    lines.started(step);
  }

  @Override
  public void finished(Step step) {
    lines.finished(step);
  }

  @Override
  public void ended(RunRecord record) {
    lines.ended(record);
  }

  @Override
  public void close() {
    seconds.shutdownNow();
  }
}
