package io.basketwise.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.config.Location;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.ParquetDecodingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What another try may mend, and what it does not. */
class OutageTest {
  private static final Location STORE = Location.parse("s3a://bucket/shop/orders");

  static Exception[] outages() {
    return new Exception[] {
      new ConnectException("Connection refused"),
      new EOFException("the connection was cut"),
      new IOException("503: slow down", new IllegalStateException("of the client")),
      new RuntimeException("could not read", new SocketTimeoutException("Read timed out"))
    };
  }

  static Exception[] answers() {
    return new Exception[] {
      new FileNotFoundException("no such object"),
      new AccessDeniedException("403"),
      new AccessControlException("Permission denied: user=shop"),
      new UnsupportedFileSystemException("No FileSystem for scheme \"s4\""),
      new RuntimeException("orders.parquet is not a Parquet file"),
      new ParquetDecodingException(new IOException("Data corruption detected")),
      damagedFooter()
    };
  }

  private static Exception damagedFooter() {
    try {
      Util.readFileMetaData(new ByteArrayInputStream(new byte[] {1, 2, 3}));
      throw new AssertionError("a footer of three bytes was read");
    } catch (IOException damaged) {
      return damaged;
    }
  }

  @ParameterizedTest
  @MethodSource("outages")
  void aPlaceThatDoesNotAnswerIsWorthAnotherTry(Exception failure) {
    assertThat(Outage.of(STORE, failure))
        .hasValueSatisfying(
            outage -> assertThat(outage).hasMessageContainingAll(STORE.text(), "try again"));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void anAnswerStaysTheSame(Exception failure) {
    assertThat(Outage.of(STORE, failure)).isEmpty();
  }

  @Test
  void thisMachineIsNeverOut() {
    assertThat(Outage.of(Location.of(Path.of("orders")), new IOException("Input/output error")))
        .isEmpty();
  }
}
