package io.basketwise.simulate;

import io.basketwise.tables.ParquetTable;
import java.nio.file.Path;

/** Writes the catalog and what truly holds between its items. */
final class CatalogTables {
  private static final String FILE = "part-00000.parquet";

  private final Catalog catalog;
  private final Path folder;

  CatalogTables(Catalog catalog, Path folder) {
    this.catalog = catalog;
    this.folder = folder;
  }

  void write() {
    items();
    complements();
    substitutes();
    upgrades();
  }

  private void items() {
    try (ParquetTable table =
        ParquetTable.create(folder.resolve("catalog").resolve(FILE), ShopColumns.CATALOG)) {
      for (Item item : catalog.items()) {
        table.write(
            item.id(),
            item.title(),
            item.category(),
            item.price(),
            item.costKnown() ? item.unitCost() : null,
            item.stock() < 0 ? null : item.stock(),
            item.active() ? "active" : "discontinued",
            item.kind().label(),
            item.family().isEmpty() ? null : item.family(),
            item.tier() == 0 ? null : item.tier(),
            item.brand(),
            item.tags(),
            item.fits(),
            item.updatedAt());
      }
    }
  }

  private void complements() {
    try (ParquetTable table = ParquetTable.create(truth("complements"), ShopColumns.COMPLEMENTS)) {
      for (int p = 0; p < catalog.projects().length; p++) {
        int[] members = catalog.projects()[p];
        for (int a = 0; a < members.length; a++) {
          for (int b = a + 1; b < members.length; b++) {
            table.write(id(members[a]), id(members[b]), p);
          }
        }
      }
    }
  }

  private void substitutes() {
    try (ParquetTable table = ParquetTable.create(truth("substitutes"), ShopColumns.SUBSTITUTES)) {
      for (int[] leaf : catalog.leaves()) {
        for (int a = 0; a < leaf.length; a++) {
          for (int b = a + 1; b < leaf.length; b++) {
            table.write(id(leaf[a]), id(leaf[b]));
          }
        }
      }
    }
  }

  private void upgrades() {
    try (ParquetTable table = ParquetTable.create(truth("upgrades"), ShopColumns.UPGRADES)) {
      for (Item item : catalog.items()) {
        int next = catalog.nextTier()[item.index()];
        if (next >= 0) {
          table.write(item.id(), id(next));
        }
      }
    }
  }

  private Path truth(String table) {
    return folder.resolve("truth").resolve(table).resolve(FILE);
  }

  private String id(int item) {
    return catalog.item(item).id();
  }
}
