package io.basketwise.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.config.Table;
import io.basketwise.failure.Refusal;
import io.basketwise.storage.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgersTest {
  private static final Instant AT = Instant.parse("2026-03-01T00:00:00Z");
  private static final Ledger THIRD =
      new Ledger(
          3,
          "how",
          Map.of(),
          OptionalLong.of(5),
          Ledger.Counts.NONE,
          Optional.of(AT),
          List.of(),
          Optional.of(AT));
  private static final Erased ONE =
      Erased.nobody("salt").and(List.of("c1"), List.of("v1"), List.of(), List.of(), AT);
  private static final Erased TWO =
      ONE.and(List.of("c2"), List.of(), List.of("s2"), List.of("o2"), AT);
  private static final int MOST_OPERATIONS = 7;
  private static final Configuration HEALTHY = new Configuration();
  private static final Configuration DYING = new Configuration();

  static {
    DYING.setClass("fs.file.impl", Dying.class, org.apache.hadoop.fs.FileSystem.class);
    DYING.setBoolean("fs.file.impl.disable.cache", true);
  }

  @TempDir private Path lake;

  private Ledgers ledgers() {
    return new Ledgers(new org.apache.hadoop.fs.Path(lake.toUri()), HEALTHY);
  }

  /** Writes on a machine that dies amid its n-th change of a file. */
  private void dying(int n, Erased erased) {
    Dying.left = n;
    try {
      new Ledgers(new org.apache.hadoop.fs.Path(lake.toUri()), DYING).write(erased);
    } catch (UncheckedIOException killed) {
      assertThat(killed).hasRootCauseMessage("killed");
    }
  }

  @Test
  void aReplacementThatIsCutOffAnywhereLeavesTheOldListOrTheNew() throws IOException {
    for (Optional<Erased> before : List.of(Optional.<Erased>empty(), Optional.of(ONE))) {
      for (int first = 0; first < MOST_OPERATIONS; first++) {
        for (int second = 0; second < MOST_OPERATIONS; second++) {
          Path folder = lake.resolve("intake");
          if (Files.exists(folder)) {
            Folders.delete(folder);
          }
          before.ifPresent(ledgers()::write);
          dying(first, TWO);
          assertThat(ledgers().erased()).isIn(before, Optional.of(TWO));
          dying(second, TWO);
          assertThat(ledgers().erased()).isIn(before, Optional.of(TWO));
          ledgers().write(TWO);
          assertThat(ledgers().erased()).contains(TWO);
        }
      }
    }
  }

  @Test
  void aDamagedListOfErasedPeopleIsRefusedWithoutItsContents() throws IOException {
    ledgers().write(TWO);
    Path file = lake.resolve("intake/erased.json");
    String whole = Files.readString(file);
    for (String text : List.of(whole.substring(0, whole.length() - 9), "", "[]", "{\"salt\":7}")) {
      Files.writeString(file, text);
      assertThatThrownBy(() -> ledgers().erased())
          .isInstanceOfSatisfying(
              Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.RECORD))
          .hasMessageContaining(file.toString())
          .hasMessageContaining("backup")
          .hasMessageNotContaining(TWO.customerHash("c1").substring(0, 8))
          .hasMessageNotContaining("\"salt\"");
    }
  }

  @Test
  void aDamagedLedgerCountsAsLost() throws IOException {
    ledgers().write(Table.ORDERS, THIRD);
    assertThat(ledgers().read(Table.ORDERS, 3)).contains(THIRD);
    Path file = lake.resolve("intake/orders/3.json");
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(ledgers().read(Table.ORDERS, 3)).as("cut at %d", length).isEmpty();
    }
    Files.writeString(
        file, new String(whole, StandardCharsets.UTF_8).replace("2026-03", "2026-33"));
    assertThat(ledgers().read(Table.ORDERS, 3)).isEmpty();
  }

  @Test
  void aLedgerThatWasBeingReplacedIsNoLitter() throws IOException {
    ledgers().write(Table.ORDERS, THIRD);
    Path file = lake.resolve("intake/orders/3.json");
    Files.move(file, file.resolveSibling("3.json.next"));
    ledgers().keepOnly(Table.ORDERS, 3);
    assertThat(ledgers().read(Table.ORDERS, 3)).contains(THIRD);
    assertThat(file).exists();
  }

  @Test
  void theDigestNamesWhoWasErased() {
    assertThat(Erased.nobody("one").digest()).isEqualTo(Erased.nobody("other").digest());
    assertThat(ONE.digest()).isNotEqualTo(Erased.nobody("salt").digest());
    assertThat(TWO.digest()).isNotEqualTo(ONE.digest());
    assertThat(Erased.fromJson(TWO.toJson()).digest()).isEqualTo(TWO.digest());
  }

  /** This machine's files, until it is killed. */
  public static final class Dying extends RawLocalFileSystem {
    private static int left;

    private static void step() throws IOException {
      if (left-- <= 0) {
        throw new IOException("killed");
      }
    }

    @Override
    public FSDataOutputStream create(
        org.apache.hadoop.fs.Path file,
        FsPermission permission,
        boolean overwrite,
        int bufferSize,
        short replication,
        long blockSize,
        Progressable progress)
        throws IOException {
      step();
      FSDataOutputStream out =
          super.create(file, permission, overwrite, bufferSize, replication, blockSize, progress);
      if (left == 0) {
        out.write("{\"salt".getBytes(StandardCharsets.UTF_8));
        out.close();
      }
      return out;
    }

    @Override
    public boolean rename(org.apache.hadoop.fs.Path from, org.apache.hadoop.fs.Path to)
        throws IOException {
      step();
      return super.rename(from, to);
    }

    @Override
    public boolean delete(org.apache.hadoop.fs.Path file, boolean recursive) throws IOException {
      step();
      return super.delete(file, recursive);
    }
  }
}
