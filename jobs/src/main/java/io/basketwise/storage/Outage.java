package io.basketwise.storage;

import io.basketwise.config.Location;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.util.Optional;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.parquet.ParquetRuntimeException;
import shaded.parquet.org.apache.thrift.TException;

/**
 * Tells a place that cannot be reached just now from one where another try would end the same. The
 * first is no refusal: a scheduler is to try again, and nobody is to mend or remove anything.
 */
public final class Outage {
  private Outage() {}

  /**
   * What to throw instead of a refusal; empty where the place is on this machine, or where it
   * answered: that a file is missing, not for this user, or damaged.
   */
  public static Optional<UncheckedIOException> of(Location place, Throwable failure) {
    if (place.local().isPresent()) {
      return Optional.empty();
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ParquetRuntimeException) {
        // It decodes what was read.
        return Optional.empty();
      }
      if (cause instanceof IOException outage && !isAnswer(outage)) {
        return Optional.of(
            new UncheckedIOException("Cannot reach " + place + "; try again", outage));
      }
    }
    return Optional.empty();
  }

  /** Throws what is no refusal. */
  public static void rethrow(Location place, Throwable failure) {
    of(place, failure)
        .ifPresent(
            outage -> {
              throw outage;
            });
  }

  private static boolean isAnswer(IOException failure) {
    return failure instanceof FileNotFoundException
        || failure instanceof AccessDeniedException
        || failure instanceof AccessControlException
        || failure instanceof UnsupportedFileSystemException
        // How Parquet tells of a footer that makes no sense.
        || failure.getCause() instanceof TException;
  }
}
