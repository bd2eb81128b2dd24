package io.basketwise.simulate;

import java.nio.file.Path;
import java.util.List;

/**
 * Sessions with their clicks, and orders as what comes of them.
 *
 * @param eventsPerFile about how many events go into one file
 */
record FullShop(ShopSpec spec, double eventsPerFile) implements ShopKind {
  static final double EVENTS_PER_FILE = 2_000_000;

  private static final double EVENTS_PER_SESSION = 12;
  private static final double DAYS_A_MONTH = 30;

  @Override
  public int customersPerPart() {
    double sessions = Math.max(1, spec.days() / DAYS_A_MONTH * spec.visitsPerMonth());
    return (int) Math.max(1, eventsPerFile / (sessions * EVENTS_PER_SESSION));
  }

  @Override
  public Part open(Catalog catalog, Path folder, int number) {
    return new ShopPart(spec, catalog, folder, number);
  }

  @Override
  public String readme(Written written) {
    return ShopReadme.text(spec, written);
  }

  @Override
  public List<String> tables() {
    return List.of("orders", "clicks", "catalog", "labels");
  }
}
