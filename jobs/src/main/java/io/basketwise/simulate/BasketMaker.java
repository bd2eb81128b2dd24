package io.basketwise.simulate;

import io.basketwise.simulate.Cart.Line;
import io.basketwise.simulate.Intent.Traits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws what an order holds, without a session that leads to it. */
final class BasketMaker {
  private static final int TRIES_A_LINE = 6;

  private final ShopSpec spec;
  private final Catalog catalog;
  private final Prices prices;

  BasketMaker(ShopSpec spec, Catalog catalog) {
    this.spec = spec;
    this.catalog = catalog;
    this.prices = new Prices(spec);
  }

  /** The lines of an order; none in the rare case that nothing drawn was on sale. */
  List<Line> draw(Customer customer, Habits habits, Traits traits, int day, Dice dice) {
    int wanted = 1 + dice.poisson(habits.extraLines());
    List<Line> lines = new ArrayList<>(wanted + 1);
    Item last = null;
    for (int tries = wanted * TRIES_A_LINE; tries > 0 && lines.size() < wanted; tries--) {
      Item item = last == null ? first(customer, traits, dice) : next(customer, habits, last, dice);
      if (item.onSale(day, spec.days()) && fits(lines, item, dice)) {
        lines.add(line(item, traits, day, dice));
        habits.bought(item);
        addAccessory(lines, item, traits, day, dice);
        last = item;
      }
    }
    return lines;
  }

  private Item first(Customer customer, Traits traits, Dice dice) {
    double focus = dice.unit() - traits.project();
    if (focus < 0) {
      return any(catalog.projects()[project(customer, dice)], dice);
    }
    if (focus < traits.giftShelf()) {
      return catalog.item(catalog.givable()[dice.zipf(catalog.givable().length)]);
    }
    return fromLeaf(customer, dice);
  }

  /** What goes with the last item, what the customer always takes, or something else. */
  private Item next(Customer customer, Habits habits, Item last, Dice dice) {
    double why = dice.unit() - Model.TOGETHER;
    int[] projects = catalog.projectsOf()[last.index()];
    if (why < 0 && projects.length > 0) {
      return any(catalog.projects()[projects[dice.below(projects.length)]], dice);
    }
    int staple = why >= 0 && why < Model.STAPLE ? habits.staple(dice) : -1;
    return staple >= 0 ? catalog.item(staple) : fromLeaf(customer, dice);
  }

  /** Not twice, and seldom beside a substitute. */
  private static boolean fits(List<Line> lines, Item item, Dice dice) {
    boolean crowded = false;
    for (int l = 0; l < lines.size(); l++) {
      Item other = lines.get(l).item();
      if (other.index() == item.index()) {
        return false;
      }
      crowded |= other.leaf() == item.leaf();
    }
    return !crowded || dice.chance(Model.SAME_LEAF_ADD);
  }

  private void addAccessory(List<Line> lines, Item item, Traits traits, int day, Dice dice) {
    int accessory = catalog.accessories()[item.leaf()];
    if (accessory >= 0 && item.tier() > 0 && dice.chance(Model.ACCESSORY)) {
      lines.add(line(catalog.item(accessory), traits, day, dice));
    }
  }

  private Line line(Item item, Traits traits, int day, Dice dice) {
    int units = 1 + dice.poisson(traits.extraQuantity());
    return new Line(item, units, prices.paid(item, day), Optional.empty());
  }

  private int project(Customer customer, Dice dice) {
    int[] favourites = customer.favouriteProjects();
    return dice.chance(Model.FAVOURITE)
        ? favourites[dice.below(favourites.length)]
        : dice.zipf(catalog.projects().length);
  }

  private Item fromLeaf(Customer customer, Dice dice) {
    int[] favourites = customer.favouriteLeaves();
    int leaf =
        dice.chance(Model.FAVOURITE)
            ? favourites[dice.below(favourites.length)]
            : dice.zipf(catalog.leaves().length);
    int[] products = catalog.leaves()[leaf];
    return catalog.item(products[dice.skewed(products.length)]);
  }

  private Item any(int[] items, Dice dice) {
    return catalog.item(items[dice.below(items.length)]);
  }
}
