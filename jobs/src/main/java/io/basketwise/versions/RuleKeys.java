package io.basketwise.versions;

import io.basketwise.models.artifact.Bundles;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * The rules of a version as sorted keys of 64 bits, so that millions can be compared: equal rules
 * have equal keys, and of ten million different ones two share a key once in 300,000 times.
 */
final class RuleKeys {
  private final Bundles bundles;
  private final IntUnaryOperator common;
  private final long[] keys;
  private int size;

  private RuleKeys(Bundles bundles, IntUnaryOperator common) {
    this.bundles = bundles;
    this.common = common;
    this.keys = new long[bundles.rules()];
  }

  /**
   * The keys.
   *
   * @param common turns the version's item numbers into those that both versions share; it keeps
   *     their order
   */
  static long[] of(Bundles bundles, IntUnaryOperator common) {
    RuleKeys all = new RuleKeys(bundles, common);
    all.visit(0, bundles.roots(), 0);
    Arrays.sort(all.keys);
    return all.keys;
  }

  private void visit(int from, int to, long antecedent) {
    for (int node = from; node < to; node++) {
      long key = mix(antecedent, common.applyAsInt(bundles.item(node)));
      for (int rule = bundles.firstRule(node); rule < bundles.firstRule(node + 1); rule++) {
        keys[size++] = mix(~key, common.applyAsInt(bundles.consequent(rule)));
      }
      visit(bundles.firstChild(node), bundles.firstChild(node + 1), key);
    }
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014) over a running state. */
  private static long mix(long state, int item) {
    long z = state * 31 + (item + 1) * 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** How many keys of one are in the other too. */
  static int shared(long[] a, long[] b) {
    int shared = 0;
    int at = 0;
    for (long key : a) {
      while (at < b.length && b[at] < key) {
        at++;
      }
      if (at < b.length && b[at] == key) {
        shared++;
        at++;
      }
    }
    return shared;
  }
}
