package io.basketwise.simulate;

import io.basketwise.failure.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Writes a simulated shop: contract v1 tables, labels, the truth aside, and a README. */
public final class Simulation {
  /** About how many events go into one file. */
  private static final double EVENTS_PER_FILE = 2_000_000;

  private static final double EVENTS_PER_SESSION = 12;
  private static final double DAYS_A_MONTH = 30;

  private final ShopSpec spec;
  private final int threads;
  private final double eventsPerFile;

  /**
   * Prepares a simulation.
   *
   * @param threads files written at the same time; the bytes do not depend on it
   */
  public Simulation(ShopSpec spec, int threads) {
    this(spec, threads, EVENTS_PER_FILE);
  }

  Simulation(ShopSpec spec, int threads, double eventsPerFile) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads = " + threads + "; at least 1 is needed");
    }
    this.spec = spec;
    this.threads = threads;
    this.eventsPerFile = eventsPerFile;
  }

  /**
   * Writes the shop into an empty or missing folder.
   *
   * @throws Refusal when the folder holds something, or cannot be written
   */
  public Written write(Path folder) {
    try {
      prepare(folder);
      Catalog catalog = new CatalogMaker(spec).make();
      new CatalogTables(catalog, folder).write();
      Written written = writeParts(catalog, folder);
      Files.writeString(folder.resolve("README.md"), ShopReadme.text(spec, written));
      return written;
    } catch (IOException | UncheckedIOException e) {
      throw Refusal.configuration(
          "the simulated shop cannot be written to " + folder,
          String.valueOf(e.getMessage()),
          "choose a folder that can be written and has space");
    }
  }

  private static void prepare(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(folder)) {
      if (files.findAny().isPresent()) {
        throw Refusal.configuration(
            "the folder " + folder + " is not empty",
            "a simulated shop is written into a new folder, so that no other data is mixed in",
            "name a folder that does not exist yet, or empty it");
      }
    }
  }

  private Written writeParts(Catalog catalog, Path folder) {
    int customersPerPart = customersPerPart();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Written>> parts = new ArrayList<>();
      for (int from = 0; from < spec.customers(); from += customersPerPart) {
        int number = parts.size();
        int first = from;
        int end = Math.min(spec.customers(), from + customersPerPart);
        parts.add(pool.submit(() -> writePart(catalog, folder, number, first, end)));
      }
      return sum(parts);
    } finally {
      pool.shutdownNow();
    }
  }

  private int customersPerPart() {
    double sessions = Math.max(1, spec.days() / DAYS_A_MONTH * spec.visitsPerMonth());
    return (int) Math.max(1, eventsPerFile / (sessions * EVENTS_PER_SESSION));
  }

  private Written writePart(Catalog catalog, Path folder, int number, int first, int end) {
    try (ShopPart part = new ShopPart(spec, catalog, folder, number)) {
      for (int customer = first; customer < end; customer++) {
        part.live(customer);
      }
      return part.written();
    }
  }

  private static Written sum(List<Future<Written>> parts) {
    try {
      Written total = parts.get(0).get();
      for (Future<Written> part : parts.subList(1, parts.size())) {
        total = total.plus(part.get());
      }
      return total;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the simulation was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UncheckedIOException io) {
        throw io;
      }
      throw new IllegalStateException("a part of the simulation failed", e.getCause());
    }
  }
}
