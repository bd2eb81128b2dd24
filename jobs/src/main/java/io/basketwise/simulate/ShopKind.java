package io.basketwise.simulate;

import java.nio.file.Path;
import java.util.List;

/** What is written of a shop: who shares a file, what a file holds, what the README says. */
interface ShopKind {
  ShopSpec spec();

  /** Depends on the spec alone, so that the bytes do not depend on the number of threads. */
  int customersPerPart();

  Part open(Catalog catalog, Path folder, int number);

  String readme(Written written);

  /** The inputs that a configuration names. */
  List<String> tables();
}
