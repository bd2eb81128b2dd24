package io.basketwise.storage;

import io.basketwise.config.Location;
import io.basketwise.config.ShopConfig;
import io.basketwise.failure.Refusal;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.storage.ObjectLock.HeldException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The artifacts of a shop as a folder of this machine: the very folder where they lie on it, and
 * else a copy, of all manifests and of the versions that are asked for, which is gone when it is
 * closed.
 */
public final class StoreCopy implements AutoCloseable {
  private static final String LOCK = ".store-lock";

  private final Path folder;
  private final Optional<RemoteStore> remote;

  private StoreCopy(Path folder, Optional<RemoteStore> remote) {
    this.folder = folder;
    this.remote = remote;
  }

  /** The artifacts of a shop. */
  public static StoreCopy open(ShopConfig config) {
    return open(config.artifacts(), config.spark().conf());
  }

  /**
   * The artifacts in some place.
   *
   * @param spark settings that begin with {@code spark.hadoop.}
   */
  public static StoreCopy open(Location place, Map<String, String> spark) {
    if (place.local().isPresent()) {
      return new StoreCopy(place.local().get(), Optional.empty());
    }
    RemoteStore remote = new RemoteStore(place, Storage.settings(spark));
    try {
      Path folder = Files.createTempDirectory(TemporaryFolder.ofProcess(), "artifacts-");
      StoreCopy copy = new StoreCopy(folder, Optional.of(remote));
      remote.pull(folder);
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot copy the artifacts of " + place, e);
    }
  }

  /**
   * The folder on this machine; versions of it that nobody asked {@link #store} for are partial.
   */
  public Path folder() {
    return folder;
  }

  /**
   * The versions in it, to be looked at; of those elsewhere, each is copied once it is asked for.
   */
  public ArtifactStore store() {
    return remote
        .map(store -> new ArtifactStore(folder, version -> complete(store, version)))
        .orElseGet(() -> new ArtifactStore(folder));
  }

  private static void complete(RemoteStore store, Path version) {
    try {
      store.complete(version);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot copy " + version.getFileName(), e);
    }
  }

  /**
   * Makes a change that others then see, the live version last. Nobody else changes the artifacts
   * meanwhile, and what was changed since they were copied is known to it.
   *
   * @param now told to whoever finds a change under way
   */
  public <T> T change(Instant now, Supplier<T> change) {
    if (remote.isEmpty()) {
      return change.get();
    }
    RemoteStore store = remote.get();
    var file = new org.apache.hadoop.fs.Path(store.root(), LOCK);
    LockHolder me = LockHolder.here(now);
    try (ObjectLock lock =
        ObjectLock.take(store.files(), file, left -> me.json(), LockHolder::isGone)) {
      store.pull(folder);
      T result = change.get();
      store.push(folder, lock::check);
      return result;
    } catch (HeldException other) {
      throw Refusal.locked(
          "Somebody else is changing the artifacts in " + store.root(),
          LockHolder.read(other.holder()).map(who -> who.told(now)).orElse("somebody")
              + " holds "
              + file,
          "try again in a moment; one that was killed leaves it for a minute at most");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot change the artifacts in " + store.root(), e);
    }
  }

  @Override
  public void close() {
    if (remote.isPresent()) {
      try {
        Folders.delete(folder);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot delete " + folder, e);
      }
    }
  }
}
