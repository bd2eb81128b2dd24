package io.basketwise.cli;

import io.basketwise.failure.Quantity;
import io.basketwise.report.RunRecord;
import io.basketwise.report.StepTimes.Step;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.OptionalLong;

/** One line a step: its name, how long it takes, its rows, and the time left of the whole run. */
final class LineProgress implements Progress {
  private static final String CLEAR_TO_END = "\u001b[K";

  private record Running(String step, Instant since) {}

  private final PrintWriter out;
  private final InstantSource clock;
  private final TimeLeft timeLeft;
  private final boolean repainting;
  private final Deque<Running> running = new ArrayDeque<>();
  private boolean open;

  /**
   * Writes lines.
   *
   * @param repainting whether a line may be written over as time goes by, as on a terminal
   */
  LineProgress(PrintWriter out, InstantSource clock, TimeLeft timeLeft, boolean repainting) {
    this.out = out;
    this.clock = clock;
    this.timeLeft = timeLeft;
    this.repainting = repainting;
  }

  @Override
  public synchronized void started(String step) {
    endLine();
    running.push(new Running(step, clock.instant()));
    repaint();
  }

  @Override
  public synchronized void finished(Step step) {
    Running done = running.pop();
    timeLeft.finished(done.step());
    paint(done, step.rows());
    endLine();
  }

  @Override
  public synchronized void ended(RunRecord record) {
    running.clear();
    endLine();
    timeLeft.ended(record);
  }

  /** Brings the open line up to date. */
  synchronized void repaint() {
    if (repainting && !running.isEmpty()) {
      paint(running.peek(), OptionalLong.empty());
    }
  }

  private void paint(Running step, OptionalLong rows) {
    Duration elapsed = Duration.between(step.since(), clock.instant());
    String line =
        String.format(
            Locale.ROOT,
            "%-36s %10s %16s",
            step.step(),
            text(elapsed),
            rows.isPresent() ? Quantity.of(rows.getAsLong(), "row") : "");
    String left = timeLeft.left(step.step(), elapsed).map(time -> text(time) + " left").orElse("");
    out.print((repainting ? "\r" : "") + (line + "  " + left).stripTrailing());
    out.print(repainting ? CLEAR_TO_END : "");
    out.flush();
    open = true;
  }

  private void endLine() {
    if (open) {
      out.println();
      out.flush();
      open = false;
    }
  }

  private static String text(Duration time) {
    return time.toMinutes() == 0
        ? time.toSeconds() + " s"
        : String.format(Locale.ROOT, "%d:%02d min", time.toMinutes(), time.toSecondsPart());
  }
}
