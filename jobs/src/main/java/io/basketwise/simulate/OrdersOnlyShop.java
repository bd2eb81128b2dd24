package io.basketwise.simulate;

import java.nio.file.Path;
import java.util.List;

/**
 * Orders drawn without the sessions that lead to them.
 *
 * @param linesPerFile about how many order lines go into one file
 */
record OrdersOnlyShop(OrdersSpec orders, double linesPerFile) implements ShopKind {
  /** About 120 MB in several row groups. */
  static final double LINES_PER_FILE = 12_500_000;

  /** Smaller shops are split as well, so that every core has a file to write ... */
  private static final double FILES = 8;

  /** ... but not into files that hold less than this share of a full one. */
  private static final double LEAST_FILE = 0.04;

  @Override
  public ShopSpec spec() {
    return orders.shop();
  }

  /** Files of equal size, so that no thread is left with a last long one. */
  @Override
  public int customersPerPart() {
    double full = orders.customers() * orders.linesPerCustomer() / linesPerFile;
    double files = Math.ceil(Math.max(full, Math.min(FILES, full / LEAST_FILE)));
    return (int) Math.ceil(orders.customers() / files);
  }

  @Override
  public Part open(Catalog catalog, Path folder, int number) {
    return new OrdersPart(spec(), catalog, folder, number);
  }

  @Override
  public String readme(Written written) {
    return OrdersReadme.text(orders, written);
  }

  @Override
  public List<String> tables() {
    return List.of("orders", "catalog");
  }
}
