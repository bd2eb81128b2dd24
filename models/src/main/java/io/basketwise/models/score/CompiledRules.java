package io.basketwise.models.score;

import io.basketwise.models.artifact.Policy;
import io.basketwise.models.artifact.PolicyRule;
import io.basketwise.models.artifact.PolicyRule.Action;
import io.basketwise.models.decision.Moment;
import io.basketwise.models.session.ItemFinder;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The policy's rules by item. Most items have none, which a bit an item tells first; the others are
 * looked up among themselves.
 */
final class CompiledRules {
  private static final double MOST_BOOST = 1e9;

  private final List<PolicyRule> rules;
  private final BitSet ruled = new BitSet();

  /** The items that have rules, ascending, and where the rules of each begin. */
  private final int[] items;

  private final int[] offsets;
  private final int[] byItem;

  CompiledRules(Policy policy, ItemFinder finder) {
    rules = policy.rules();
    int[][] matched = new int[rules.size()][];
    for (int r = 0; r < matched.length; r++) {
      String[] ids = rules.get(r).items().toArray(String[]::new);
      matched[r] = ItemFinder.distinct(finder.find(ids));
      for (int item : matched[r]) {
        ruled.set(item);
      }
    }
    items = ruled.stream().toArray();
    offsets = new int[items.length + 1];
    for (int[] some : matched) {
      for (int item : some) {
        offsets[place(item) + 1]++;
      }
    }
    for (int place = 0; place < items.length; place++) {
      offsets[place + 1] += offsets[place];
    }
    byItem = new int[offsets[items.length]];
    int[] next = offsets.clone();
    for (int r = 0; r < matched.length; r++) {
      for (int item : matched[r]) {
        byItem[next[place(item)]++] = r;
      }
    }
  }

  private int place(int item) {
    return Arrays.binarySearch(items, item);
  }

  /** The rules that hold at a moment. */
  Active at(Moment moment) {
    var holds = new boolean[rules.size()];
    boolean includes = false;
    boolean boosts = false;
    boolean pins = false;
    if (holds.length > 0) {
      LocalDate day = LocalDate.ofInstant(moment.at(), ZoneOffset.UTC);
      for (int r = 0; r < holds.length; r++) {
        holds[r] = rules.get(r).active(moment.placement(), day);
        includes |= holds[r] && rules.get(r).action() == Action.INCLUDE;
        boosts |= holds[r] && rules.get(r).action() == Action.BOOST;
        pins |= holds[r] && rules.get(r).action() == Action.PIN;
      }
    }
    return new Active(holds, includes, boosts, pins);
  }

  /** Rules that hold now. */
  final class Active {
    private final boolean[] holds;
    private final boolean includes;
    private final boolean boosts;
    private final boolean pins;

    private Active(boolean[] holds, boolean includes, boolean boosts, boolean pins) {
      this.holds = holds;
      this.includes = includes;
      this.boosts = boosts;
      this.pins = pins;
    }

    private boolean any(Action action, int item) {
      if (!ruled.get(item)) {
        return false;
      }
      int place = place(item);
      for (int at = offsets[place]; at < offsets[place + 1]; at++) {
        if (holds[byItem[at]] && rules.get(byItem[at]).action() == action) {
          return true;
        }
      }
      return false;
    }

    /** Whether a rule excludes it, or others are included and it is not. */
    boolean excluded(int item) {
      return any(Action.EXCLUDE, item) || (includes && !any(Action.INCLUDE, item));
    }

    boolean pinned(int item) {
      return any(Action.PIN, item);
    }

    /** Whether any item is pinned. */
    boolean pins() {
      return pins;
    }

    /** Whether any item is boosted. */
    boolean boosts() {
      return boosts;
    }

    /** The product of all boosts, kept where a worth stays a number that can be compared. */
    double boost(int item) {
      double factor = 1;
      if (!ruled.get(item)) {
        return factor;
      }
      int place = place(item);
      for (int at = offsets[place]; at < offsets[place + 1]; at++) {
        PolicyRule rule = rules.get(byItem[at]);
        if (holds[byItem[at]] && rule.action() == Action.BOOST) {
          factor *= rule.factor();
        }
      }
      return Math.max(1 / MOST_BOOST, Math.min(MOST_BOOST, factor));
    }
  }
}
