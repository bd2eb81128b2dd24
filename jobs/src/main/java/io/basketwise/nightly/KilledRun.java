package io.basketwise.nightly;

import io.basketwise.config.ShopConfig;
import io.basketwise.report.Failure;
import io.basketwise.report.RunRecord;
import io.basketwise.report.RunRecord.Data;
import io.basketwise.report.RunRecord.Learned;
import io.basketwise.report.RunRecord.Outcome;
import io.basketwise.report.RunRecord.Result;
import io.basketwise.report.RunRecord.Run;
import io.basketwise.report.SoftwareVersion;
import io.basketwise.storage.LockHolder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is told of a run that could not tell it: whoever takes its lock over does. */
final class KilledRun {
  /** What a shell says of a process that SIGKILL ended. */
  private static final int KILLED = 137;

  private KilledRun() {}

  static RunRecord record(ShopConfig config, LockHolder holder, Instant foundAt) {
    return new RunRecord(
        RunRecord.SCHEMA,
        new Run(
            holder.runId(),
            config.shop(),
            config.currency(),
            Optional.empty(),
            holder.startedAt(),
            SoftwareVersion.text()),
        new Result(
            Outcome.FAILED,
            KILLED,
            foundAt,
            Optional.of(
                new Failure(
                    "The run was killed",
                    holder.told(foundAt) + " ended without giving its lock back",
                    "look for what kills processes at that hour, such as a lack of memory")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        Data.NONE,
        List.of(),
        Learned.NONE,
        List.of(),
        List.of(),
        List.of());
  }
}
