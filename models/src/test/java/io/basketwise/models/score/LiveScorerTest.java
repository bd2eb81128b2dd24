package io.basketwise.models.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.models.SmallShop;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.ArtifactException;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.models.decision.CartLine;
import io.basketwise.models.decision.DecisionWriter;
import io.basketwise.models.decision.Moment;
import io.basketwise.models.decision.Placement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LiveScorerTest {
  private static final Moment MOMENT =
      Moment.ofCart("m", Instant.EPOCH, Placement.CART, List.of(new CartLine("drill", 1, 50)));
  private static final SmallShop FIRST = new SmallShop();
  private static final SmallShop SECOND = new SmallShop().popularityWeight(0.02);
  private static final SmallShop THIRD = new SmallShop().popularityWeight(0.03);
  private static final Duration SHORT = Duration.ofMillis(1);

  @TempDir Path root;

  private final List<RuntimeException> refused = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @BeforeEach
  void publishTheFirst() {
    publish(FIRST);
  }

  @AfterEach
  void stopThreads() {
    threads.shutdownNow();
  }

  private String publish(SmallShop shop) {
    return shop.publish(new ArtifactStore(root));
  }

  private String publishDamaged(SmallShop shop) throws IOException {
    String id = publish(shop);
    flipTheLastByte(id);
    return id;
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.get(60, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void takesANewVersionWhenItLooks() {
    try (LiveScorer scorer = LiveScorer.open(root, refused::add)) {
      String first = scorer.version();
      String second = publish(SECOND);
      assertThat(scorer.decide(MOMENT).version()).isEqualTo(first);
      scorer.refresh();
      assertThat(scorer.decide(MOMENT).version()).isEqualTo(second);
      assertThat(scorer.explain(MOMENT).decision().version()).isEqualTo(second);
      assertThat(refused).isEmpty();
    }
  }

  @Test
  void refusesADamagedVersionOnceAndKeepsTheOld() throws IOException {
    try (LiveScorer scorer = LiveScorer.open(root, refused::add)) {
      String first = scorer.version();
      String bad = publishDamaged(SECOND);
      scorer.refresh();
      scorer.refresh();
      assertThat(refused).hasSize(1);
      assertThat(refused.get(0)).isInstanceOf(ArtifactException.class).hasMessageContaining(bad);
      assertThat(scorer.decide(MOMENT).version()).isEqualTo(first);
      String third = publish(THIRD);
      scorer.refresh();
      assertThat(scorer.version()).isEqualTo(third);
      assertThat(refused).hasSize(1);
    }
  }

  @Test
  void triesAMendedVersionAgainWhenCurrentIsWrittenAnew() throws IOException {
    try (LiveScorer scorer = LiveScorer.open(root, refused::add)) {
      String bad = publishDamaged(SECOND);
      scorer.refresh();
      flipTheLastByte(bad);
      scorer.refresh();
      assertThat(refused).hasSize(1);
      assertThat(publish(SECOND)).isEqualTo(bad);
      scorer.refresh();
      assertThat(scorer.version()).isEqualTo(bad);
      assertThat(refused).hasSize(1);
    }
  }

  private void flipTheLastByte(String id) throws IOException {
    Path file = root.resolve("versions").resolve(id).resolve("affinity.safetensors");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void keepsTheOldWhenCurrentIsLostOrNonsense() throws IOException {
    try (LiveScorer scorer = LiveScorer.open(root, refused::add)) {
      Files.writeString(root.resolve("CURRENT"), "../../etc/passwd");
      scorer.refresh();
      Files.delete(root.resolve("CURRENT"));
      scorer.refresh();
      scorer.refresh();
      assertThat(refused).hasSize(2).allMatch(e -> e instanceof ArtifactException);
      assertThat(scorer.decide(MOMENT).offers()).isNotEmpty();
    }
  }

  static List<Throwable> faults() {
    return List.of(
        new IndexOutOfBoundsException("a bug"),
        new OutOfMemoryError("Map failed"),
        new StackOverflowError());
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whateverStopsTheOpeningIsToldOnceAndTheOldStays(Throwable fault) {
    var openings = new AtomicInteger();
    try (LiveScorer scorer =
        LiveScorer.open(
            root,
            refused::add,
            folder -> openings.incrementAndGet() == 2 ? thrown(fault) : opened(folder))) {
      String first = scorer.version();
      publish(SECOND);
      scorer.refresh();
      scorer.refresh();
      assertThat(openings).hasValue(2);
      assertThat(refused).hasSize(1);
      RuntimeException told = refused.get(0);
      assertThat(fault).isIn(Arrays.asList(told, told.getCause()));
      assertThat(scorer.decide(MOMENT).version()).isEqualTo(first);
      String third = publish(THIRD);
      scorer.refresh();
      assertThat(scorer.version()).isEqualTo(third);
      assertThat(refused).hasSize(1);
    }
  }

  private static Scorer opened(Path folder) {
    return Scorer.of(Artifact.open(folder));
  }

  private static Scorer thrown(Throwable fault) {
    if (fault instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) fault;
  }

  @Test
  void aVersionThatCannotBeServedIsNotOpened() throws IOException {
    publishDamaged(SECOND);
    assertThatThrownBy(() -> LiveScorer.open(root, refused::add))
        .isInstanceOf(ArtifactException.class);
    assertThat(refused).isEmpty();
  }

  @Test
  void theOldVersionServesItsLastRequestThenCloses() {
    try (LiveScorer scorer = LiveScorer.open(root, refused::add)) {
      String first = scorer.version();
      var inside = new CountDownLatch(1);
      var swapped = new CountDownLatch(1);
      List<Scorer> old = new CopyOnWriteArrayList<>();
      Future<String> request =
          threads.submit(
              () ->
                  scorer.with(
                      version -> {
                        old.add(version);
                        inside.countDown();
                        await(swapped);
                        return version.decide(MOMENT).version();
                      }));
      await(inside);
      String second = publish(SECOND);
      scorer.refresh();
      assertThat(scorer.version()).isEqualTo(second);
      swapped.countDown();
      assertThat(get(request)).isEqualTo(first);
      assertThatThrownBy(() -> old.get(0).decide(MOMENT))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(first);
    }
  }

  @Test
  void closingLetsRequestsEndAndRefusesNewOnes() {
    LiveScorer scorer = LiveScorer.open(root, refused::add);
    var inside = new CountDownLatch(1);
    var closed = new CountDownLatch(1);
    Future<Integer> request =
        threads.submit(
            () ->
                scorer.with(
                    version -> {
                      inside.countDown();
                      await(closed);
                      return version.decide(MOMENT).offers().size();
                    }));
    await(inside);
    scorer.close();
    scorer.close();
    assertThatThrownBy(() -> scorer.decide(MOMENT))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(root.toString())
        .hasMessageContaining("closed");
    closed.countDown();
    assertThat(get(request)).isPositive();
    publish(SECOND);
    scorer.refresh();
    assertThatThrownBy(scorer::version).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void everyDecisionUnderSwapsIsOfOneVersion() {
    Map<String, String> expected = new HashMap<>();
    List<SmallShop> shops = List.of(SECOND, THIRD, FIRST);
    for (SmallShop shop : shops) {
      publish(shop);
      try (Scorer scorer = Scorer.open(root)) {
        expected.put(scorer.version(), DecisionWriter.write(scorer.decide(MOMENT)));
      }
    }
    assertThat(expected.values()).doesNotHaveDuplicates().hasSize(3);
    var done = new AtomicBoolean();
    try (LiveScorer scorer = LiveScorer.open(root, refused::add)) {
      Callable<Integer> decide =
          () -> {
            int decisions = 0;
            for (; !done.get() || decisions == 0; decisions++) {
              var decision = scorer.decide(MOMENT);
              assertThat(DecisionWriter.write(decision))
                  .isEqualTo(expected.get(decision.version()));
            }
            return decisions;
          };
      List<Future<Integer>> requests = List.of(threads.submit(decide), threads.submit(decide));
      for (int swap = 0; swap < 60; swap++) {
        String id = publish(shops.get(swap % shops.size()));
        scorer.refresh();
        assertThat(scorer.version()).isEqualTo(id);
      }
      done.set(true);
      assertThat(requests).allMatch(request -> get(request) > 0);
    }
    assertThat(refused).isEmpty();
  }

  @Test
  void closeReloadAndDecideFromManyThreadsAreSafe() {
    for (int round = 0; round < 20; round++) {
      LiveScorer scorer = LiveScorer.open(root, refused::add);
      publish(round % 2 == 0 ? SECOND : THIRD);
      var start = new CountDownLatch(1);
      Callable<Integer> decide =
          () -> {
            await(start);
            int decisions = 0;
            while (true) {
              try {
                scorer.decide(MOMENT);
                decisions++;
              } catch (IllegalStateException e) {
                // That of a version would mean that it was released under a request.
                assertThat(e).hasMessageContaining("the scorer of " + root);
                return decisions;
              }
            }
          };
      List<Future<Integer>> requests = List.of(threads.submit(decide), threads.submit(decide));
      Future<?> reload = threads.submit(scorer::refresh);
      start.countDown();
      Future<?> close = threads.submit(scorer::close);
      get(close);
      get(reload);
      assertThat(requests).allMatch(request -> get(request) >= 0);
    }
    assertThat(refused).isEmpty();
  }

  private void nameAVersionThatIsMissing() throws IOException {
    Files.writeString(root.resolve("CURRENT"), "20260101-000000000000\n");
  }

  @Test
  void followsOnItsOwnThread() throws IOException {
    var told = new CountDownLatch(1);
    try (LiveScorer scorer = LiveScorer.open(root, reason -> told.countDown())) {
      scorer.follow(SHORT);
      nameAVersionThatIsMissing();
      await(told);
    }
  }

  /** Whoever follows may meet another thread that runs what is due on closing. */
  @Test
  void followingWhileItIsClosedIsSafe() {
    LiveScorer scorer = LiveScorer.open(root, refused::add);
    Runnable follow =
        () -> {
          for (int i = 0; i < 500; i++) {
            scorer.follow(Duration.ofHours(1));
          }
        };
    Future<?> one = threads.submit(follow);
    Future<?> other = threads.submit(follow);
    scorer.close();
    get(one);
    get(other);
  }

  @Test
  void aListenerThatThrowsDoesNotEndTheFollowing() throws IOException {
    ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    var thrown = new CountDownLatch(1);
    var told = new CountDownLatch(2);
    try (LiveScorer scorer =
        LiveScorer.open(
            root,
            reason -> {
              told.countDown();
              throw new IllegalArgumentException("a listener's own fault");
            })) {
      executor.execute(
          () -> Thread.currentThread().setUncaughtExceptionHandler((t, e) -> thrown.countDown()));
      scorer.follow(SHORT, executor);
      nameAVersionThatIsMissing();
      await(thrown);
      Files.delete(root.resolve("CURRENT"));
      await(told);
    } finally {
      executor.shutdownNow();
    }
  }
}
