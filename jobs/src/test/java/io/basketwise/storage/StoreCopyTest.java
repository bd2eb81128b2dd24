package io.basketwise.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.config.Location;
import io.basketwise.failure.Refusal;
import io.basketwise.storage.ObjectLock.HeldException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of artifacts that lie elsewhere, and who may change those. */
class StoreCopyTest {
  private static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");

  @TempDir private Path temporary;

  /** The disk of this machine under another name. */
  public static final class Elsewhere extends RawLocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create("elsewhere://disk");
    }
  }

  @Test
  void whoIsChangingTheArtifactsIsNamedWithHostAndAge() throws HeldException {
    Map<String, String> settings =
        Map.of("spark.hadoop.fs.elsewhere.impl", Elsewhere.class.getName());
    Location place = Location.parse("elsewhere://disk" + temporary);
    LockHolder other =
        new LockHolder("r", 4711, "night.shop", "", "nightly", NOW.minusSeconds(180));
    FileSystem files = Storage.files(place, Storage.settings(settings));
    try (ObjectLock held =
            ObjectLock.take(
                files,
                Storage.path(place.resolve(".store-lock")),
                left -> other.json(),
                LockHolder::isGone);
        StoreCopy copy = StoreCopy.open(place, settings)) {
      assertThat(copy.store().versions()).isEmpty();
      assertThatThrownBy(() -> copy.change(NOW, () -> "changed"))
          .isInstanceOfSatisfying(
              Refusal.class, refusal -> assertThat(refusal.kind().exitCode()).isEqualTo(5))
          .hasMessageContainingAll("process 4711 on host night.shop", "3 min", "nightly");
    }
  }
}
