package io.basketwise.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Each of two policies that really ran, valued from the log of the other. */
class OpenBanditTest {
  private static final OpenBandit RANDOM = OpenBandit.read("random-men.parquet");
  private static final OpenBandit THOMPSON = OpenBandit.read("bts-men.parquet");

  @Test
  void thompsonSamplingFromTheRandomLog() {
    holds("Thompson sampling", RANDOM.of(THOMPSON.policy()), THOMPSON.own());
  }

  @Test
  void randomFromTheThompsonSamplingLog() {
    holds("random", THOMPSON.of(OpenBandit.uniform()), RANDOM.own());
  }

  private static void holds(String policy, OffPolicy.Estimate found, OffPolicy.Value own) {
    System.out.printf(
        "%s: own log %s, IPS %s, SNIPS %s, doubly robust %s; effective size %.0f, overlap %.3f,"
            + " largest weight %.1f%n",
        policy,
        text(own),
        text(found.ips()),
        text(found.snips()),
        text(found.doublyRobust()),
        found.effectiveSize(),
        found.overlap(),
        found.largestWeight());
    assertThat(RANDOM.size()).isEqualTo(10_000);
    assertThat(THOMPSON.size()).isEqualTo(10_000);
    overlaps(found.ips(), own);
    overlaps(found.snips(), own);
    overlaps(found.doublyRobust(), own);
  }

  private static String text(OffPolicy.Value value) {
    return String.format(
        Locale.ROOT, "%.5f (%.5f to %.5f)", value.value(), value.low(), value.high());
  }

  private static void overlaps(OffPolicy.Value found, OffPolicy.Value own) {
    assertThat(found.low()).isLessThan(own.high());
    assertThat(found.high()).isGreaterThan(own.low());
  }
}
