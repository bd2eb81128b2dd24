package io.basketwise.simulate;

import io.basketwise.failure.Quantity;
import io.basketwise.failure.Refusal;
import io.basketwise.storage.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Writes a simulated shop: contract v1 tables, labels, the truth aside, and a README. */
public final class Simulation {
  private final ShopKind shop;
  private final int threads;

  /**
   * Prepares a simulation of sessions, clicks and orders.
   *
   * @param threads files written at the same time; the bytes do not depend on it
   */
  public Simulation(ShopSpec spec, int threads) {
    this(new FullShop(spec, FullShop.EVENTS_PER_FILE), threads);
  }

  /**
   * Prepares a simulation of orders without sessions and clicks.
   *
   * @param threads files written at the same time; the bytes do not depend on it
   */
  public Simulation(OrdersSpec spec, int threads) {
    this(new OrdersOnlyShop(spec, OrdersOnlyShop.LINES_PER_FILE), threads);
  }

  Simulation(ShopKind shop, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads = " + threads + "; at least 1 is needed");
    }
    this.shop = shop;
    this.threads = threads;
  }

  /**
   * Writes the shop into an empty or missing folder.
   *
   * @throws Refusal when the folder holds something, or cannot be written
   */
  public Written write(Path folder) {
    try {
      prepare(folder);
      Catalog catalog = new CatalogMaker(shop.spec()).make();
      Written written = writeParts(catalog, folder);
      if (written.orderLines() == 0) {
        throw nobodyOrdered(folder);
      }
      Files.writeString(folder.resolve("README.md"), shop.readme(written));
      Files.writeString(
          folder.resolve(ShopConfiguration.FILE),
          ShopConfiguration.text(shop.spec().days(), shop.tables()));
      return written;
    } catch (IOException | UncheckedIOException e) {
      throw Refusal.configuration(
          "the simulated shop cannot be written to " + folder,
          String.valueOf(e.getMessage()),
          "choose a folder that can be written and has space");
    }
  }

  /** The folder is left as it was found, so that the next try can have it. */
  private Refusal nobodyOrdered(Path folder) throws IOException {
    Folders.delete(folder);
    Files.createDirectories(folder);
    return Refusal.configuration(
        "Nobody orders anything in a shop as small as this",
        String.format(
            Locale.ROOT,
            "%s in %s placed no order",
            Quantity.of(shop.spec().customers(), "customer"),
            Quantity.of(shop.spec().days(), "day")),
        "simulate more customers, or more days");
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
    int customers = shop.spec().customers();
    int customersPerPart = shop.customersPerPart();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Written>> parts = new ArrayList<>();
      parts.add(pool.submit(() -> writeCatalog(catalog, folder)));
      for (int from = 0; from < customers; from += customersPerPart) {
        int number = from / customersPerPart;
        int first = from;
        int end = Math.min(customers, from + customersPerPart);
        parts.add(pool.submit(() -> writePart(catalog, folder, number, first, end)));
      }
      return sum(parts);
    } finally {
      pool.shutdownNow();
    }
  }

  private static Written writeCatalog(Catalog catalog, Path folder) {
    new CatalogTables(catalog, folder).write();
    return new Written(0, 0, catalog.items().size(), 0, 0, 0);
  }

  private Written writePart(Catalog catalog, Path folder, int number, int first, int end) {
    try (Part part = shop.open(catalog, folder, number)) {
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
