package io.basketwise.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.failure.Refusal;
import io.basketwise.inputs.InputFailures;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The failures are made as the JDK and Hadoop make them: a test may run as a user of all rights.
 */
class DeniedTest {
  private static final String FILE = "/shop/.store-lock";

  static Stream<IOException> denials() {
    return Stream.of(
        new AccessDeniedException(FILE),
        new FileSystemException(FILE, null, "Read-only file system"),
        new FileNotFoundException(FILE + " (Permission denied)"),
        new AccessControlException("Permission denied: inode=" + FILE));
  }

  @ParameterizedTest
  @MethodSource("denials")
  void whatThisUserMayNotDoIsRefusedAndNotTriedAgain(IOException denial) {
    Refusal refusal = InputFailures.refusal(new UncheckedIOException(denial)).orElseThrow();
    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFIGURATION);
    assertThat(refusal.problem()).contains(FILE).doesNotContain(" (");
    assertThat(refusal.remedy()).contains("the right to read and write");
  }

  @Test
  void otherTroubleIsNone() {
    assertThat(Denied.of(new NoSuchFileException(FILE))).isEmpty();
    assertThat(Denied.of(new FileSystemException(FILE, null, "No space left on device"))).isEmpty();
    assertThat(Denied.of(new IllegalStateException())).isEmpty();
  }

  @Test
  void anInputThatMayNotBeReadIsNotCalledDamaged() {
    Refusal refusal = Denied.unreadable("orders: cannot read a.parquet");
    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INPUTS);
    assertThat(refusal).hasMessageContaining("the right to read it");
  }
}
