package io.basketwise.models.session;

import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.decision.SessionEvent;
import java.util.Arrays;
import java.util.List;

/** What was looked at: breadth, focus, comparing, prices. */
final class Views {
  private final SessionItems items;
  private final Possessions owned;
  private final int[] viewed;
  private final double[] shownPrices;
  private final int distinct;
  private int views;
  private int moves;
  private int strayed;
  private int inFamily;
  private int inCategory;
  private int related;
  private int cheaper;
  private int better;
  private int again;
  private int discounted;
  private int priced;
  private final Mean tiers = new Mean();
  private final Mean gifts = new Mean();
  private final Mean cycles = new Mean();
  private final Mean places = new Mean();
  private final Mean prices = new Mean();

  /** Views of items, those that the version does not know left out. */
  Views(SessionItems items, Possessions owned, List<SessionEvent> looks) {
    this.items = items;
    this.owned = owned;
    var ids = new String[looks.size()];
    Arrays.setAll(ids, look -> looks.get(look).itemId());
    viewed = items.find(ids);
    shownPrices = new double[viewed.length];
    for (int look = 0; look < viewed.length; look++) {
      if (viewed[look] >= 0) {
        shownPrices[views] = price(looks.get(look), viewed[look]);
        viewed[views++] = viewed[look];
      }
    }
    distinct = distinct(sorted(viewed, views));
  }

  /** As shown, else the catalog's; a price of 0 or less is none. */
  private double price(SessionEvent event, int item) {
    double price = Double.isNaN(event.price()) ? items.price(item) : event.price();
    return price > 0 ? price : Double.NaN;
  }

  private void look(int item, double price) {
    tiers.add(items.tier(item) > 0 ? items.tier(item) : Double.NaN);
    gifts.add(items.signals().giftShare(item));
    cycles.add(items.cycleDays(item) > 0 ? items.cycleDays(item) : Double.NaN);
    places.add(items.signals().pricePlace(item));
    prices.add(price);
    better += owned.holdsLowerTier(item) ? 1 : 0;
    again += owned.holds(item) ? 1 : 0;
    double usual = items.price(item);
    if (usual > 0 && price > 0) {
      priced++;
      discounted += price < DISCOUNT * usual ? 1 : 0;
    }
  }

  /** A price that is lower by less is a matter of rounding or of an older catalog. */
  private static final double DISCOUNT = 0.97;

  /** From each view to the next one of another item. */
  private void moves() {
    var far = new int[views];
    Arrays.fill(far, -1);
    for (int view = 1; view < views; view++) {
      if (!items.sameCategory(viewed[view - 1], viewed[view])) {
        far[view - 1] = viewed[view - 1];
        far[view] = viewed[view];
      }
    }
    BoughtTogether together = items.boughtTogether(far);
    for (int view = 1; view < views; view++) {
      if (viewed[view] != viewed[view - 1]) {
        move(view, together);
      }
    }
  }

  private void move(int view, BoughtTogether boughtTogether) {
    moves++;
    boolean family = items.sameFamily(viewed[view - 1], viewed[view]);
    boolean category = items.sameCategory(viewed[view - 1], viewed[view]);
    boolean together = !category && boughtTogether.pair(viewed[view - 1], viewed[view]);
    inFamily += family ? 1 : 0;
    related += together ? 1 : 0;
    strayed += category || family || together ? 0 : 1;
    if (category) {
      inCategory++;
      cheaper += shownPrices[view] < shownPrices[view - 1] ? 1 : 0;
    }
  }

  /** Different items viewed. */
  int distinct() {
    return distinct;
  }

  int count() {
    return views;
  }

  private static int distinct(int[] sorted) {
    int distinct = 0;
    for (int i = 0; i < sorted.length; i++) {
      distinct += i == 0 || sorted[i] != sorted[i - 1] ? 1 : 0;
    }
    return distinct;
  }

  /** The known category of each view, ascending. */
  private int[] categories() {
    var categories = new int[views];
    int known = 0;
    for (int view = 0; view < views; view++) {
      int category = items.category(viewed[view]);
      if (category >= 0) {
        categories[known++] = category;
      }
    }
    return sorted(categories, known);
  }

  private static int[] sorted(int[] values, int size) {
    int[] copy = Arrays.copyOf(values, size);
    Arrays.sort(copy);
    return copy;
  }

  void write(FeatureRow row) {
    for (int view = 0; view < views; view++) {
      look(viewed[view], shownPrices[view]);
    }
    moves();
    row.set(SessionFeature.VIEWS, views);
    row.share(SessionFeature.DISTINCT_SHARE, distinct, views);
    int[] categories = categories();
    row.share(SessionFeature.FOCUS, longestRun(categories), views);
    row.share(SessionFeature.CATEGORY_SHARE, distinct(categories), distinct);
    row.share(SessionFeature.WANDER, strayed, moves);
    row.share(SessionFeature.FAMILY_MOVES, inFamily, moves);
    row.share(SessionFeature.COMPARED, inCategory, moves);
    row.share(SessionFeature.RELATED_MOVES, related, moves);
    row.share(SessionFeature.CHEAPER_MOVES, cheaper, inCategory);
    row.share(SessionFeature.ABOVE_OWNED, better, views);
    row.share(SessionFeature.OWNED_VIEWS, again, views);
    row.share(SessionFeature.DISCOUNTED, discounted, priced);
    tiers.write(SessionFeature.TIER, row);
    gifts.write(SessionFeature.GIFT_SHARE, row);
    cycles.write(SessionFeature.CYCLE_DAYS, row);
    places.write(SessionFeature.PRICE_PLACE, row);
    places.writeDeviation(SessionFeature.PRICE_SPREAD, row);
    prices.writeLogarithm(SessionFeature.VIEW_PRICE, row);
  }

  private static int longestRun(int[] sorted) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < sorted.length; i++) {
      run = i > 0 && sorted[i] == sorted[i - 1] ? run + 1 : 1;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
