package io.basketwise.models.bench;

import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.decision.Action;
import io.basketwise.models.decision.Decision;
import io.basketwise.models.decision.Moment;
import io.basketwise.models.score.Scorer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.ThreadParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * The time of a whole decision, its distribution and its allocation, by one thread and by two: {@code
 * ./mvnw -Pbench -pl models test -Dtest=DecisionBench}.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DecisionBench {
  private static final int MOMENTS = 4096;
  private static final double LEAST_OFFERS = 0.9;

  /** One version, shared by all threads. */
  @State(Scope.Benchmark)
  public static class Version {
    private Scorer scorer;

    @Setup(Level.Trial)
    public void open() {
      scorer = Scorer.of(Artifact.open(new LargeShop(Moments.ITEMS).folder(Path.of("target"))));
      checkOffers();
    }

    /** A benchmark of silence would be worth nothing. */
    private void checkOffers() {
      long offers =
          Arrays.stream(Moments.of(MOMENTS, 0))
              .filter(moment -> scorer.decide(moment).action() == Action.OFFER)
              .count();
      if (offers < LEAST_OFFERS * MOMENTS) {
        throw new IllegalStateException(offers + " offers at " + MOMENTS + " moments");
      }
    }

    @TearDown(Level.Trial)
    public void close() {
      scorer.close();
    }
  }

  /** Each thread meets moments of its own in turn. */
  @State(Scope.Thread)
  public static class Shoppers {
    private Moment[] moments = {};
    private int next;

    @Setup(Level.Trial)
    public void draw(ThreadParams thread) {
      moments = Moments.of(MOMENTS, 7 + thread.getThreadIndex());
    }

    Moment next() {
      next = (next + 1) % moments.length;
      return moments[next];
    }
  }

  @Benchmark
  public Decision decide(Version version, Shoppers shoppers) {
    return version.scorer.decide(shoppers.next());
  }

  @Test
  void oneThreadAndTwo() throws RunnerException {
    run(1, Mode.SampleTime);
    run(1, Mode.Throughput);
    run(2, Mode.Throughput);
  }

  private static void run(int threads, Mode mode) throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include(DecisionBench.class.getName() + ".decide")
            .mode(mode)
            .threads(threads)
            .forks(1)
            .warmupIterations(3)
            .warmupTime(TimeValue.seconds(3))
            .measurementIterations(5)
            .measurementTime(TimeValue.seconds(3))
            .jvmArgsAppend("-Xmx2g")
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .build();
    new Runner(options).run();
  }
}
