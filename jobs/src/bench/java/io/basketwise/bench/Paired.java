package io.basketwise.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Times two ways to do the same work in turns, after one untimed round, and compares medians. */
public final class Paired {
  /** Rounds of a timing. */
  public static final int ROUNDS = Integer.getInteger("basketwise.bench.rounds", 5);

  private final String work;
  private final int rounds;

  /** A comparison under a name; with no rounds both run once, untimed. */
  public Paired(String work, int rounds) {
    this.work = work;
    this.rounds = rounds;
  }

  /** What the last round of each returned. */
  public record Results<A, B>(A ours, B peer) {}

  /** Runs both and prints their medians, and the ratio between them. */
  public <A, B> Results<A, B> run(Supplier<A> ours, String peerName, Supplier<B> peer) {
    A ourResult = ours.get();
    B peerResult = peer.get();
    List<Double> ourTimes = new ArrayList<>();
    List<Double> peerTimes = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      long start = System.nanoTime();
      ourResult = ours.get();
      long between = System.nanoTime();
      peerResult = peer.get();
      long end = System.nanoTime();
      ourTimes.add((between - start) / 1e9);
      peerTimes.add((end - between) / 1e9);
    }
    if (rounds > 0) {
      report(peerName, ourTimes, peerTimes);
    }
    return new Results<>(ourResult, peerResult);
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
