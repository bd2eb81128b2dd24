package io.basketwise.models.score;

import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.Items;
import io.basketwise.models.artifact.PlacementPolicy;
import io.basketwise.models.artifact.Policy;
import io.basketwise.models.decision.Moment;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Whether a candidate may be offered at all, and as what. Nothing that may not takes a place in the
 * ranking, so that a block is filled whenever it can be.
 */
final class Eligibility {
  private static final double MILLIS_PER_HOUR = Duration.ofHours(1).toMillis();

  private final Items items;
  private final ItemIndex index;
  private final ItemRows rows;
  private final double maxAddOnRatio;
  private final double freeShippingAt;
  private final double firstTimeBuyerQuantile;
  private final double staleAfterMillis;

  /** NaN before it is asked for; threads that ask at the same time compute the same. */
  private volatile double dearest = Double.NaN;

  Eligibility(Artifact artifact, ItemIndex index, ItemRows rows) {
    items = artifact.items();
    this.index = index;
    this.rows = rows;
    Policy policy = artifact.policy();
    maxAddOnRatio = policy.prices().maxAddOnRatio();
    freeShippingAt = policy.freeShippingAt();
    firstTimeBuyerQuantile = policy.prices().firstTimeBuyerQuantile();
    staleAfterMillis = newest(items) + policy.maxStockAgeHours() * MILLIS_PER_HOUR;
  }

  /** Computes the bound for first-time buyers. */
  void warm() {
    dearestForFirstTimeBuyers();
  }

  boolean isWarm() {
    return !Double.isNaN(dearest);
  }

  /**
   * The dearest price that a first-time buyer is shown: the least known one that is not below a
   * share of them, infinite for all or none of them. It is computed for the first of these buyers.
   */
  private double dearestForFirstTimeBuyers() {
    double known = dearest;
    if (Double.isNaN(known)) {
      known = quantile(items, firstTimeBuyerQuantile);
      dearest = known;
    }
    return known;
  }

  private static double quantile(Items items, double share) {
    double[] ascending =
        IntStream.range(0, items.size())
            .mapToDouble(items::price)
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    return share == 1 || ascending.length == 0
        ? Double.POSITIVE_INFINITY
        : ascending[(int) Math.ceil(share * ascending.length) - 1];
  }

  /** When the feed was read: the newest update of any item, infinite when none is known. */
  private static double newest(Items items) {
    long newest = items.newestUpdateMillis();
    return newest == Long.MIN_VALUE ? Double.POSITIVE_INFINITY : newest;
  }

  /**
   * Somebody to ask about the candidates of a moment. Where one of them is chosen among all, to
   * close the gap to free shipping, all are judged at once.
   */
  Judge judge(
      Workspace space,
      Moment moment,
      CartView view,
      PlacementPolicy placement,
      CompiledRules.Active rules) {
    CandidateSet candidates = space.candidates();
    Verdicts verdicts = space.verdicts();
    verdicts.clear(candidates.size());
    barHad(candidates, view, verdicts);
    barUnsold(candidates, moment.stock(), verdicts);
    rows.fillIn(candidates);
    var judge = new Judge(space, moment, view, placement, rules);
    if (judge.hasGap()) {
      judge.all();
      judge.keepSmallestThatClosesTheGap();
    }
    return judge;
  }

  private static void barHad(CandidateSet candidates, CartView view, Verdicts verdicts) {
    bar(candidates, view.cart(), Drop.IN_CART, verdicts);
    if (view.page() >= 0) {
      bar(candidates, view.page(), Drop.PAGE_ITEM, verdicts);
    }
    bar(candidates, view.kept(), Drop.OWNED, verdicts);
    bar(candidates, view.shown(), Drop.SHOWN, verdicts);
    bar(candidates, view.onPage(), Drop.ON_PAGE, verdicts);
  }

  private static void bar(CandidateSet candidates, int[] some, Drop drop, Verdicts verdicts) {
    for (int item : some) {
      bar(candidates, item, drop, verdicts);
    }
  }

  private static void bar(CandidateSet candidates, int item, Drop drop, Verdicts verdicts) {
    int slot = candidates.find(item);
    if (slot >= 0 && verdicts.open(slot)) {
      verdicts.set(slot, drop);
    }
  }

  /** Live stock overrides the catalog's. */
  private void barUnsold(CandidateSet candidates, Map<String, Long> stock, Verdicts verdicts) {
    if (stock.isEmpty()) {
      return;
    }
    String[] ids = stock.keySet().toArray(String[]::new);
    int[] found = index.find(ids);
    for (int i = 0; i < ids.length; i++) {
      int slot = found[i] < 0 ? -1 : candidates.find(found[i]);
      if (slot >= 0) {
        candidates.mark(slot, CandidateSet.LIVE_STOCK);
        if (Objects.requireNonNull(stock.get(ids[i])) <= 0) {
          bar(candidates, found[i], Drop.OUT_OF_STOCK, verdicts);
        }
      }
    }
  }

  /** Judges candidates at one moment, each when it is first asked about. */
  final class Judge {
    private final CandidateSet candidates;
    private final Verdicts verdicts;
    private final Facts facts;
    private final CartView view;
    private final CompiledRules.Active rules;
    private final int allowed;
    private final double maxPriceRatio;
    private final double pagePrice;
    private final double maxShareOfCart;
    private final double gap;
    private final double rounding;
    private final double dearestForVisitor;
    private final boolean stale;

    private Judge(
        Workspace space,
        Moment moment,
        CartView view,
        PlacementPolicy placement,
        CompiledRules.Active rules) {
      candidates = space.candidates();
      verdicts = space.verdicts();
      facts = rows.facts();
      this.view = view;
      this.rules = rules;
      allowed = KindChoice.bits(placement.kinds());
      boolean page = !moment.itemId().isEmpty();
      maxPriceRatio = page ? placement.maxPriceRatio() : Double.POSITIVE_INFINITY;
      pagePrice = view.page() >= 0 ? rows.price(view.page()) : Double.NaN;
      maxShareOfCart = view.hasCart() ? placement.maxShareOfCart() : Double.POSITIVE_INFINITY;
      boolean closable = (allowed & KindChoice.THRESHOLD) != 0 && view.value() > 0 && view.priced();
      gap = closable ? freeShippingAt - view.value() : Double.NaN;
      rounding = freeShippingAt * PriceBound.ROUNDING;
      dearestForVisitor =
          view.firstTimeBuyer() ? dearestForFirstTimeBuyers() : Double.POSITIVE_INFINITY;
      stale = moment.at().toEpochMilli() > staleAfterMillis;
    }

    /** Whether a candidate may be offered; the verdicts keep why not, or as what. */
    boolean passes(int slot) {
      if (verdicts.open(slot)) {
        verdicts.set(slot, of(slot));
      }
      return verdicts.eligible(slot);
    }

    /** Whether an offer may be made for closing the cart's gap to free shipping. */
    boolean hasGap() {
      return gap > rounding;
    }

    /** Judges all that nobody asked about. */
    void all() {
      for (int slot = 0; slot < verdicts.size(); slot++) {
        passes(slot);
      }
    }

    /** The first reason against a candidate; without one its kinds are kept. */
    private Drop of(int slot) {
      int item = candidates.item(slot);
      int flags = facts.flags(item);
      Drop drop = againstItem(item, flags, candidates.marks(slot));
      return drop == Drop.NONE ? againstOffer(slot, flags) : drop;
    }

    private Drop againstItem(int item, int flags, int marks) {
      Drop drop = (flags & Facts.AGAINST) == 0 ? Drop.NONE : againstFlags(item, flags, marks);
      return drop == Drop.NONE && rules.excluded(item) ? Drop.EXCLUDED : drop;
    }

    private Drop againstFlags(int item, int flags, int marks) {
      if ((flags & Facts.DISCONTINUED) != 0) {
        return Drop.DISCONTINUED;
      }
      if ((flags & Facts.OUT_OF_STOCK) != 0 && (marks & CandidateSet.LIVE_STOCK) == 0) {
        return Drop.OUT_OF_STOCK;
      }
      boolean unfit = (flags & Facts.RESTRICTED) != 0 && !view.holdsFitFor(item, items);
      return unfit ? Drop.DOES_NOT_FIT : Drop.NONE;
    }

    private Drop againstOffer(int slot, int flags) {
      int marks = candidates.marks(slot);
      if ((marks & CandidateSet.EVIDENCE) == 0) {
        return (marks & CandidateSet.DEAR_UPGRADE) != 0 ? Drop.PRICE_RATIO : Drop.NO_EVIDENCE;
      }
      double price = facts.price(candidates.item(slot));
      int kinds = KindChoice.of(marks, flags, cheapAddOn(price));
      if ((marks & CandidateSet.BOUGHT_TOGETHER) != 0 && closesTheGap(price)) {
        kinds |= KindChoice.THRESHOLD;
      }
      verdicts.setKinds(slot, (kinds & allowed) != 0 ? kinds & allowed : kinds);
      if ((kinds & allowed) == 0) {
        return Drop.KIND;
      }
      Drop drop = againstPrice(price);
      if (drop != Drop.NONE) {
        return drop;
      }
      boolean unsure = (flags & Facts.IN_STOCK) != 0 && (marks & CandidateSet.LIVE_STOCK) == 0;
      return stale && unsure ? Drop.STALE_FEED : Drop.NONE;
    }

    private boolean cheapAddOn(double price) {
      return maxAddOnRatio > 0 && !PriceBound.exceeds(price, maxAddOnRatio, view.dearest());
    }

    private Drop againstPrice(double price) {
      if (PriceBound.exceeds(price, maxPriceRatio, pagePrice)) {
        return Drop.PRICE_RATIO;
      }
      if (PriceBound.exceeds(price, maxShareOfCart, view.value())) {
        return Drop.SHARE_OF_CART;
      }
      return PriceBound.exceeds(price, dearestForVisitor, 1) ? Drop.FIRST_TIME_BUYER : Drop.NONE;
    }

    /** What costs more than the whole cart does not complete it. */
    private boolean closesTheGap(double price) {
      return hasGap() && price >= gap - rounding && price <= view.value() + rounding;
    }

    /**
     * Of all that close the gap only the cheapest is offered for that; of equals the first item.
     */
    private void keepSmallestThatClosesTheGap() {
      int smallest = smallestThatCloses();
      for (int slot = 0; slot < verdicts.size(); slot++) {
        if (slot != smallest && verdicts.eligible(slot)) {
          int others = verdicts.kinds(slot) & ~KindChoice.THRESHOLD;
          if (others == 0) {
            verdicts.set(slot, Drop.KIND);
          } else {
            verdicts.setKinds(slot, others);
          }
        }
      }
    }

    private int smallestThatCloses() {
      int smallest = -1;
      for (int slot = 0; slot < verdicts.size(); slot++) {
        boolean closes =
            verdicts.eligible(slot) && (verdicts.kinds(slot) & KindChoice.THRESHOLD) != 0;
        if (closes && (smallest < 0 || cheaper(slot, smallest))) {
          smallest = slot;
        }
      }
      return smallest;
    }

    private boolean cheaper(int slot, int other) {
      int item = candidates.item(slot);
      int rival = candidates.item(other);
      int order = Double.compare(facts.price(item), facts.price(rival));
      return order < 0 || (order == 0 && item < rival);
    }
  }
}
