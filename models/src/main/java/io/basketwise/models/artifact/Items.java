package io.basketwise.models.artifact;

import io.basketwise.models.format.Offsets;
import io.basketwise.models.format.StringColumn;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntPredicate;

/** The items of a version by index, in ascending order of their ids. */
public final class Items {
  static final String FILE = "items.safetensors";
  static final int DISCONTINUED = 1;
  static final int RESTRICTED = 2;

  private static final ItemKind[] KINDS = ItemKind.values();

  private final Columns file;
  private final StringColumn ids;
  private final StringColumn titles;
  private final StringColumn categories;
  private final StringColumn families;
  private final StringColumn brands;
  private final IntBuffer category;
  private final IntBuffer family;
  private final IntBuffer brand;
  private final IntBuffer tier;
  private final DoubleBuffer price;
  private final DoubleBuffer unitCost;
  private final LongBuffer stock;
  private final ByteBuffer kind;
  private final ByteBuffer flags;
  private final LongBuffer baskets;
  private final LongBuffer recentBaskets;
  private final LongBuffer buyers;
  private final LongBuffer updatedAt;
  private final Optional<IntBuffer> repurchaseDays;
  private final Optional<IntBuffer> repurchaseBuyers;
  private final LongBuffer fitsOffsets;
  private final IntBuffer fitsItems;
  private final LongBuffer totals;

  private Items(Columns file) {
    this.file = file;
    ids = file.tensors().strings("ids");
    int n = ids.size();
    titles = file.tensors().strings("titles");
    if (titles.size() != n) {
      throw file.damaged(titles.size() + " titles", n + ", one an item");
    }
    categories = file.tensors().strings("categories");
    families = file.tensors().strings("families");
    brands = file.tensors().strings("brands");
    category = file.ints("category", n, -1, categories.size());
    family = file.ints("family", n, -1, families.size());
    brand = file.ints("brand", n, -1, brands.size());
    tier = file.ints("tier", n, -1, Integer.MAX_VALUE);
    price = file.money("price", n);
    unitCost = file.money("unit_cost", n);
    stock = file.longs("stock", n, -1);
    kind = file.bytes("kind", n, KINDS.length);
    flags = file.bytes("flags", n, (DISCONTINUED | RESTRICTED) + 1);
    baskets = file.longs("baskets", n, 0);
    recentBaskets = file.longs("recent_baskets", n, 0);
    buyers = file.longs("buyers", n, 0);
    updatedAt = file.longs("updated_at", n, Long.MIN_VALUE);
    repurchaseDays = optional(file, "repurchase.days", n);
    repurchaseBuyers = optional(file, "repurchase.buyers", n);
    int fits = file.tensors().ints("fits.items").limit();
    fitsItems = file.ints("fits.items", fits, 0, n);
    fitsOffsets = file.offsets("fits.offsets", n, fits);
    totals = file.longs("totals", 2, 0);
  }

  /** Checks every value, and that the words of each table ascend. */
  void verify() {
    file.verify();
    checkAscending("ids", ids);
    checkAscending("categories", categories);
    checkAscending("families", families);
    checkAscending("brands", brands);
  }

  private void checkAscending(String name, StringColumn words) {
    if (!words.strictlyAscending()) {
      throw file.damaged(name + " out of order", "strictly ascending by UTF-8 bytes");
    }
  }

  private static Optional<IntBuffer> optional(Columns file, String name, int n) {
    return file.tensors().has(name) ? Optional.of(file.counts(name, n)) : Optional.empty();
  }

  static Items open(Path path) {
    return new Items(new Columns(path));
  }

  /** The number of items. */
  public int size() {
    return ids.size();
  }

  /** The index of an id, or -1. */
  public int find(String id) {
    return ids.find(id);
  }

  /** All ids, by item. */
  public StringColumn ids() {
    return ids;
  }

  /** The id. */
  public String id(int item) {
    return ids.at(item);
  }

  /** The title, or the id of an item without one. */
  public String title(int item) {
    String title = titles.at(item);
    return title.isEmpty() ? id(item) : title;
  }

  /** The category path, empty when unknown. */
  public String category(int item) {
    return word(categories, categoryCode(item));
  }

  /** The number of the category, or -1. */
  public int categoryCode(int item) {
    return code("category", category.get(item), categories);
  }

  /** The family, empty when unknown. */
  public String family(int item) {
    return word(families, familyCode(item));
  }

  /** The brand, empty when unknown. */
  public String brand(int item) {
    return word(brands, code("brand", brand.get(item), brands));
  }

  private int code(String name, int value, StringColumn table) {
    return value < 0 ? -1 : file.index(name, value, table.size());
  }

  private static String word(StringColumn table, int code) {
    return code < 0 ? "" : table.at(code);
  }

  /** The tier within the family, or -1. */
  public int tier(int item) {
    return tier.get(item);
  }

  /** The price, NaN when unknown. */
  public double price(int item) {
    return price.get(item);
  }

  /** Price less unit cost, NaN when either is unknown. */
  public double margin(int item) {
    return price.get(item) - unitCost.get(item);
  }

  /** Units in stock, -1 when not tracked. */
  public long stock(int item) {
    return stock.get(item);
  }

  /** What sort of thing it is. */
  public ItemKind kind(int item) {
    return KINDS[file.index("kind", kind.get(item), KINDS.length)];
  }

  /** Whether it is sold no longer. */
  public boolean discontinued(int item) {
    return (flags.get(item) & DISCONTINUED) != 0;
  }

  /** Whether it is offered only with an item that it fits. */
  public boolean restricted(int item) {
    return (flags.get(item) & RESTRICTED) != 0;
  }

  /** Whether it fits another. */
  public boolean fits(int item, int other) {
    return fitsAny(item, fitted -> fitted == other);
  }

  /** Whether it fits any item of which something holds. */
  public boolean fitsAny(int item, IntPredicate wanted) {
    for (long i = fitsOffsets.get(item); i < fitsOffsets.get(item + 1); i++) {
      if (wanted.test(fitsItems.get((int) i))) {
        return true;
      }
    }
    return false;
  }

  /** Training baskets with the item. */
  public long baskets(int item) {
    return baskets.get(item);
  }

  /** Of those, the ones of the last 28 training days. */
  public long recentBaskets(int item) {
    return recentBaskets.get(item);
  }

  /** Distinct buyers. */
  public long buyers(int item) {
    return buyers.get(item);
  }

  /** Days after which a buyer of the item comes back for it; 0 when it is not bought again. */
  public int repurchaseDays(int item) {
    return repurchaseDays.isPresent() ? repurchaseDays.get().get(item) : 0;
  }

  /** Distinct buyers that bought the item again; 0 when that is not known. */
  public int repurchaseBuyers(int item) {
    return repurchaseBuyers.isPresent() ? repurchaseBuyers.get().get(item) : 0;
  }

  /** The number of the family, or -1. */
  public int familyCode(int item) {
    return code("family", family.get(item), families);
  }

  /** The number of families. */
  public int families() {
    return families.size();
  }

  /** When price and stock were last read, as {@link ItemColumns} has it for an item. */
  public long newestUpdateMillis() {
    return Offsets.of(updatedAt).most();
  }

  /** All training baskets. */
  public long totalBaskets() {
    return totals.get(0);
  }

  /** All baskets of the last 28 training days. */
  public long totalRecentBaskets() {
    return totals.get(1);
  }
}
