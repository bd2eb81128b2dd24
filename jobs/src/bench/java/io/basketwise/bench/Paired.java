package io.basketwise.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/** Times two ways to do the same work in turns, after untimed rounds, and compares medians. */
public final class Paired {
  /** Rounds of a timing. */
  public static final int ROUNDS = Integer.getInteger("basketwise.bench.rounds", 5);

  /** Rounds before it, in which the JVM compiles what is hot. */
  private static final int UNTIMED = Math.max(1, Integer.getInteger("basketwise.bench.untimed", 1));

  private final String work;
  private final int rounds;

  /** A comparison under a name; with no rounds both run once, untimed. */
  public Paired(String work, int rounds) {
    this.work = work;
    this.rounds = rounds;
  }

  /**
   * What came of it.
   *
   * @param ours what each round returned, the untimed ones first
   * @param peer the same of the peer
   * @param ratio the peer's median time over ours; NaN where nothing was timed
   */
  public record Results<A, B>(List<A> ours, List<B> peer, double ratio) {}

  /** Runs both with the number of the round and prints their medians, and the ratio of these. */
  public <A, B> Results<A, B> run(IntFunction<A> ours, String peerName, IntFunction<B> peer) {
    List<A> ourResults = new ArrayList<>();
    List<B> peerResults = new ArrayList<>();
    for (int round = 0; round < (rounds > 0 ? UNTIMED : 1); round++) {
      ourResults.add(ours.apply(0));
      peerResults.add(peer.apply(0));
    }
    List<Double> ourTimes = new ArrayList<>();
    List<Double> peerTimes = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      long start = System.nanoTime();
      ourResults.add(ours.apply(round));
      long between = System.nanoTime();
      peerResults.add(peer.apply(round));
      long end = System.nanoTime();
      ourTimes.add((between - start) / 1e9);
      peerTimes.add((end - between) / 1e9);
    }
    if (rounds == 0) {
      return new Results<>(ourResults, peerResults, Double.NaN);
    }
    report(peerName, ourTimes, peerTimes);
    return new Results<>(ourResults, peerResults, median(peerTimes) / median(ourTimes));
  }

  private void report(String peerName, List<Double> ourTimes, List<Double> peerTimes) {
    double our = median(ourTimes);
    double their = median(peerTimes);
    System.out.printf(
        Locale.ROOT,
        "%-64s native %8.3f s (%.3f to %.3f)   %s %8.3f s (%.3f to %.3f)   %6.1f times, %d rounds%n",
        work,
        our,
        smallest(ourTimes),
        largest(ourTimes),
        peerName,
        their,
        smallest(peerTimes),
        largest(peerTimes),
        their / our,
        rounds);
  }

  private static double[] sorted(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted;
  }

  private static double median(List<Double> values) {
    return sorted(values)[values.size() / 2];
  }

  private static double smallest(List<Double> values) {
    return sorted(values)[0];
  }

  private static double largest(List<Double> values) {
    return sorted(values)[values.size() - 1];
  }
}
