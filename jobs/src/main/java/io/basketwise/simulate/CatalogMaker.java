package io.basketwise.simulate;

import io.basketwise.simulate.Item.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Draws the catalog: leaves of families, single products and what goes with them. */
final class CatalogMaker {
  private static final int TIERS = Model.TIER_FACTORS.length;
  private static final int FAMILY_POSITIONS = 2 * TIERS;

  /** Stream numbers below zero belong to the catalog, those from zero on to customers. */
  private static final long STREAM = -1;

  private final ShopSpec spec;
  private final Dice dice;
  private final int leafCount;
  private final List<Item> items = new ArrayList<>();

  CatalogMaker(ShopSpec spec) {
    this.spec = spec;
    this.dice = new Dice(spec.seed(), STREAM);
    this.leafCount = spec.items() / Model.ITEMS_PER_LEAF;
  }

  Catalog make() {
    for (int leaf = 0; leaf < leafCount; leaf++) {
      makeLeaf(leaf);
    }
    int[][] leaves = leaves();
    int[][] projects = new ProjectMaker(items, leaves, dice).make();
    return new Catalog(
        List.copyOf(items),
        leaves,
        nextTiers(),
        accessories(),
        projects,
        projectsOf(projects),
        items.stream().filter(Item::givable).mapToInt(Item::index).toArray());
  }

  private void makeLeaf(int leaf) {
    double base = dice.around(Model.MEDIAN_PRICE, Model.LEAF_PRICE_DEVIATION);
    int first = items.size();
    int size = firstItem(leaf + 1) - first;
    double[] prices = new double[size];
    double familyBase = base;
    for (int p = 0; p < size; p++) {
      if (p >= FAMILY_POSITIONS || p % TIERS == 0) {
        familyBase = dice.around(base, Model.ITEM_PRICE_DEVIATION);
      }
      double factor = p < FAMILY_POSITIONS ? Model.TIER_FACTORS[p % TIERS] : 1.2;
      prices[p] = cents(familyBase * factor * kindFactor(kind(leaf, p, size)));
    }
    for (int p = 0; p < size; p++) {
      items.add(makeItem(leaf, p, first + p, prices));
    }
  }

  private Item makeItem(int leaf, int position, int index, double[] prices) {
    Kind kind = kind(leaf, position, prices.length);
    boolean inFamily = position < FAMILY_POSITIONS;
    double price = prices[position];
    double marginShare =
        kind == Kind.PRODUCT
            ? familyMargin(leaf, inFamily ? position / TIERS : position)
            : Model.EXTRA_MARGIN_SHARE;
    return new Item(
        index,
        String.format(Locale.ROOT, "I%05d", index),
        title(leaf, position, kind),
        Words.department(leaf) + " > " + Words.leaf(leaf),
        leaf,
        inFamily ? family(leaf, position / TIERS) : "",
        inFamily ? position % TIERS + 1 : 0,
        price,
        cents(price * (1 - marginShare)),
        !dice.chance(Model.UNKNOWN_COST),
        stock(kind),
        kind != Kind.PRODUCT || !dice.chance(Model.DISCONTINUED),
        kind,
        Words.brand(leaf + position / TIERS),
        tags(leaf),
        fits(leaf, kind),
        pricePoint(prices, position),
        cycleDays(leaf, kind),
        spec.end().minus(Duration.ofMinutes(feedAgeMinutes())));
  }

  /** The last position of a leaf is its add-on; a department's first leaf also has services. */
  private static Kind kind(int leaf, int position, int size) {
    boolean firstLeaf = leaf < Words.DEPARTMENTS.size();
    return switch (size - position) {
      case 1 -> Kind.ADD_ON;
      case 2 -> firstLeaf ? Kind.WARRANTY : Kind.PRODUCT;
      case 3 -> firstLeaf ? Kind.SERVICE : Kind.PRODUCT;
      default -> Kind.PRODUCT;
    };
  }

  private static double kindFactor(Kind kind) {
    return switch (kind) {
      case PRODUCT -> 1;
      case ADD_ON -> 0.35;
      case WARRANTY -> 0.2;
      case SERVICE -> 0.6;
    };
  }

  /** Versions of one family earn the same share, so that the better one earns more. */
  private double familyMargin(int leaf, int number) {
    return new Dice(spec.seed(), STREAM - 1 - (long) leaf * Model.ITEMS_PER_LEAF * 2 - number)
        .between(Model.MIN_MARGIN_SHARE, Model.MAX_MARGIN_SHARE);
  }

  private static String title(int leaf, int position, Kind kind) {
    String leafName = Words.leaf(leaf);
    return switch (kind) {
      case ADD_ON -> "Accessory Set for " + leafName;
      case WARRANTY -> "Three-Year Warranty " + Words.department(leaf);
      case SERVICE -> "Fitting Service " + Words.department(leaf);
      case PRODUCT -> productTitle(leaf, position, leafName);
    };
  }

  private static String productTitle(int leaf, int position, String leafName) {
    boolean inFamily = position < FAMILY_POSITIONS;
    int look = leaf + (inFamily ? position / TIERS : position);
    String version = inFamily ? " " + Words.version(position % TIERS + 1) : " No. " + position;
    return Words.brand(leaf + position / TIERS) + " " + Words.look(look) + " " + leafName + version;
  }

  private long stock(Kind kind) {
    if (kind == Kind.WARRANTY || kind == Kind.SERVICE || dice.chance(Model.UNTRACKED_STOCK)) {
      return -1;
    }
    return dice.chance(Model.OUT_OF_STOCK) ? 0 : 5 + dice.below(400);
  }

  private List<String> tags(int leaf) {
    List<String> tags = new ArrayList<>();
    tags.add(departmentTag(leaf));
    if (consumable(leaf)) {
      tags.add("consumable");
    }
    if (dice.chance(Model.GIFT_TAG)) {
      tags.add(Item.GIFT);
    }
    if (dice.chance(Model.SEASON_TAG)) {
      tags.add(dice.chance(0.5) ? "winter" : "summer");
    }
    return tags;
  }

  private static List<String> fits(int leaf, Kind kind) {
    return switch (kind) {
      case PRODUCT -> List.of();
      case ADD_ON -> List.of(family(leaf, 0), family(leaf, 1));
      case WARRANTY, SERVICE -> List.of(departmentTag(leaf));
    };
  }

  private int cycleDays(int leaf, Kind kind) {
    int span = Model.MAX_CYCLE_DAYS - Model.MIN_CYCLE_DAYS;
    return consumable(leaf) && kind == Kind.PRODUCT ? Model.MIN_CYCLE_DAYS + dice.below(span) : 0;
  }

  private long feedAgeMinutes() {
    long age = dice.below((int) Duration.ofHours(12).toMinutes());
    return dice.chance(Model.STALE_FEED) ? age + Duration.ofDays(5).toMinutes() : age;
  }

  private static double pricePoint(double[] prices, int position) {
    double cheaper = Arrays.stream(prices).filter(p -> p < prices[position]).count();
    return cheaper / Math.max(1, prices.length - 1);
  }

  private int[][] leaves() {
    int[][] leaves = new int[leafCount][];
    for (int leaf = 0; leaf < leafCount; leaf++) {
      leaves[leaf] =
          items.subList(firstItem(leaf), firstItem(leaf + 1)).stream()
              .filter(i -> i.kind() == Kind.PRODUCT)
              .mapToInt(Item::index)
              .toArray();
      shuffle(leaves[leaf]);
    }
    return leaves;
  }

  private int firstItem(int leaf) {
    return (int) ((long) leaf * spec.items() / leafCount);
  }

  private void shuffle(int[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = dice.below(i + 1);
      int kept = values[i];
      values[i] = values[j];
      values[j] = kept;
    }
  }

  private int[] nextTiers() {
    int[] next = new int[items.size()];
    for (Item item : items) {
      next[item.index()] = item.tier() > 0 && item.tier() < TIERS ? item.index() + 1 : -1;
    }
    return next;
  }

  private int[] accessories() {
    int[] accessories = new int[leafCount];
    Arrays.fill(accessories, -1);
    for (Item item : items) {
      if (item.kind() == Kind.ADD_ON) {
        accessories[item.leaf()] = item.index();
      }
    }
    return accessories;
  }

  private int[][] projectsOf(int[][] projects) {
    List<List<Integer>> of = new ArrayList<>();
    items.forEach(i -> of.add(new ArrayList<>()));
    for (int p = 0; p < projects.length; p++) {
      for (int item : projects[p]) {
        of.get(item).add(p);
      }
    }
    return of.stream()
        .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }

  private static boolean consumable(int leaf) {
    return leaf / Words.DEPARTMENTS.size() % Model.CONSUMABLE_LEAF == Model.CONSUMABLE_LEAF - 1
        || leaf % Words.DEPARTMENTS.size() == 1;
  }

  private static String family(int leaf, int number) {
    return String.format(Locale.ROOT, "F%04d-%d", leaf, number);
  }

  private static String departmentTag(int leaf) {
    return Words.department(leaf).toLowerCase(Locale.ROOT);
  }

  private static double cents(double amount) {
    return Math.round(amount * 100) / 100.0;
  }
}
