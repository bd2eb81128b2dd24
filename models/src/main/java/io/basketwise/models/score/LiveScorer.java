package io.basketwise.models.score;

import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.ArtifactException;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.models.decision.Decision;
import io.basketwise.models.decision.Moment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides moments from whatever version is live. {@link #refresh}, called by hand or through {@link
 * #follow}, looks at {@code CURRENT}; a version that it names is checked to the last byte and
 * warmed by its golden moments while the one before it goes on serving, and then takes its place. A
 * version that fails the checks is refused and told to the listener, and the one before it stays.
 *
 * <p>All methods may be called from any thread at any time. A decision comes from one version; a
 * version is closed when its last decision is made.
 */
public final class LiveScorer implements AutoCloseable {
  private final Path artifacts;
  private final ArtifactStore store;
  private final Listener listener;
  private final Function<Path, Scorer> opener;
  private final AtomicReference<@Nullable Version> live;
  private final Queue<Runnable> onClose = new ConcurrentLinkedQueue<>();
  private String seen;

  /** Hears of versions that were not taken. */
  @FunctionalInterface
  public interface Listener {
    /**
     * Called by the thread that refreshes, once each time that {@code CURRENT} is written, or at
     * every refresh as long as files cannot be read.
     *
     * @param reason an {@link ArtifactException} when the version is at fault, an {@link
     *     UncheckedIOException} when the disk is; anything else, such as an {@link
     *     IllegalStateException} with an {@link OutOfMemoryError} as its cause, when the version
     *     could not be opened for another reason
     */
    void refused(RuntimeException reason);
  }

  /** A version with the number of its users: one for being live, and one a decision under way. */
  private static final class Version {
    private final String id;
    private final Scorer scorer;
    private final AtomicInteger users = new AtomicInteger(1);

    private Version(Path folder, Scorer scorer) {
      id = idOf(folder);
      this.scorer = scorer;
    }

    private boolean acquire() {
      return users.getAndUpdate(n -> n == 0 ? 0 : n + 1) > 0;
    }

    private void release() {
      if (users.decrementAndGet() == 0) {
        scorer.close();
      }
    }
  }

  private LiveScorer(Path artifacts, Listener listener, Function<Path, Scorer> opener) {
    this.artifacts = artifacts;
    this.listener = listener;
    this.opener = opener;
    store = new ArtifactStore(artifacts);
    seen = store.stamp();
    Path folder = store.live();
    live = new AtomicReference<>(new Version(folder, opener.apply(folder)));
  }

  /**
   * A scorer of the live version below an artifacts folder; one that fails the checks is thrown.
   */
  public static LiveScorer open(Path artifacts, Listener listener) {
    return open(artifacts, listener, LiveScorer::warm);
  }

  /** A scorer of a verified version that has decided its golden moments. */
  private static Scorer warm(Path folder) {
    Artifact artifact = Artifact.openVerified(folder);
    Scorer scorer = Scorer.of(artifact);
    scorer.warm();
    GoldenMoments.warm(scorer, artifact);
    return scorer;
  }

  /** A scorer that opens the folders of versions in its own way. */
  static LiveScorer open(Path artifacts, Listener listener, Function<Path, Scorer> opener) {
    return new LiveScorer(artifacts, listener, opener);
  }

  private static String idOf(Path folder) {
    return String.valueOf(folder.getFileName());
  }

  /**
   * Takes the version that {@code CURRENT} names, if it was written since the last look. A version
   * that was refused is not tried again before that. Does nothing once closed.
   */
  public synchronized void refresh() {
    Version current = live.get();
    String stamp = seen;
    try {
      stamp = store.stamp();
      if (current == null || stamp.equals(seen)) {
        return;
      }
      Path folder = store.live();
      if (!idOf(folder).equals(current.id)) {
        replace(current, new Version(folder, opener.apply(folder)));
      }
      seen = stamp;
    } catch (UncheckedIOException e) {
      listener.refused(e);
    } catch (InternalError e) {
      // What the JVM makes of a mapped file that somebody cuts short.
      listener.refused(new UncheckedIOException(new IOException("changed while it was read", e)));
    } catch (RuntimeException e) {
      seen = stamp;
      listener.refused(e);
    } catch (Error e) {
      // Too little memory or stack for this version may well do for the one that serves.
      seen = stamp;
      listener.refused(
          new IllegalStateException("the live version of " + artifacts + " cannot be opened", e));
    }
  }

  private void replace(Version current, Version next) {
    Version retired = live.compareAndSet(current, next) ? current : next;
    retired.release();
  }

  /** Refreshes again and again on an own daemon thread, so long after the end of the last time. */
  public void follow(Duration interval) {
    ScheduledExecutorService own =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              var thread = new Thread(task, "basketwise-versions");
              thread.setDaemon(true);
              return thread;
            });
    follow(interval, own);
    whenClosed(own::shutdown);
  }

  /** Refreshes again and again on the caller's executor, until closed. */
  public void follow(Duration interval, ScheduledExecutorService executor) {
    long nanos = interval.toNanos();
    Future<?> task =
        executor.scheduleWithFixedDelay(this::tryRefresh, nanos, nanos, TimeUnit.NANOSECONDS);
    whenClosed(() -> task.cancel(false));
  }

  /** Runs a task on closing, or at once when that has been. */
  private void whenClosed(Runnable task) {
    onClose.add(task);
    if (live.get() == null) {
      runOnClose();
    }
  }

  /** Whatever a listener throws, or a lack of memory, must not end the following. */
  private void tryRefresh() {
    try {
      refresh();
    } catch (RuntimeException | Error e) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }

  /** The id of the live version. */
  public String version() {
    return with(scorer -> scorer.version());
  }

  /** As {@link Scorer#decide}; an {@link IllegalStateException} once closed. */
  public Decision decide(Moment moment) {
    return with(scorer -> scorer.decide(moment));
  }

  /** As {@link Scorer#explain}; an {@link IllegalStateException} once closed. */
  public Trace explain(Moment moment) {
    return with(scorer -> scorer.explain(moment));
  }

  /** Does something with one version, which stays open for as long. */
  <T> T with(Function<Scorer, T> task) {
    Version version = acquire();
    try {
      return task.apply(version.scorer);
    } finally {
      version.release();
    }
  }

  private Version acquire() {
    while (true) {
      Version version = live.get();
      if (version == null) {
        throw new IllegalStateException("the scorer of " + artifacts + " is closed");
      }
      if (version.acquire()) {
        return version;
      }
    }
  }

  /** Stops following and refuses further decisions; those under way are made. */
  @Override
  public void close() {
    Version last = live.getAndSet(null);
    if (last != null) {
      last.release();
    }
    runOnClose();
  }

  private void runOnClose() {
    for (Runnable task = onClose.poll(); task != null; task = onClose.poll()) {
      task.run();
    }
  }
}
