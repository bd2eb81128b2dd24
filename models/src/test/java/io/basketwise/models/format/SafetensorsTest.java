package io.basketwise.models.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.models.format.HeaderMutations.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  @TempDir Path folder;

  private Path file(long headerLength, byte[] header, byte[] data) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + header.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    return Files.write(
        folder.resolve("x.safetensors"), bytes.putLong(headerLength).put(header).put(data).array());
  }

  private void assertRefused(Path file, String what) {
    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContainingAll(file.toString(), what);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE, -1, 0, 1, 3, 1L << 31, 1L << 32, 1L << 40})
  void aHeaderOfAnyLengthIsBoundByTheFile(long length) throws IOException {
    assertRefused(file(length, "{}".getBytes(UTF_8), new byte[0]), "a header of " + length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{} {}",
        "{\"a\":1}",
        "{\"a\":{}}",
        "{\"a\":{\"dtype\":\"I32\",\"shape\":[1],\"data_offsets\":[0,4]}",
        "{\"a\":{\"dtype\":\"I32\",\"shape\":[1],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"I32\",\"shape\":[2],\"data_offsets\":[4,12]}}",
        "{\"a\":{\"dtype\":\"I32\",\"shape\":[2],\"data_offsets\":[8,0]}}",
        "{\"a\":{\"dtype\":\"I32\",\"shape\":[2],\"data_offsets\":[-8,0]}}",
        "{\"a\":{\"dtype\":\"I32\",\"shape\":[2.0],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"I32\",\"shape\":[-2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"I32\",\"shape\":[9223372036854775808],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"I32\",\"shape\":[4611686018427387904,2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"I32\",\"shape\":[1,1,1,1,1,1,1,1,2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"BF16\",\"shape\":[4],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8],\"more\":1}}",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]},"
            + "\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]},"
            + "\"b\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"U8\",\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]}}",
        "{\"__metadata__\":{\"a\":1}}",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},"
            + "\"b\":{\"dtype\":\"I32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
      })
  void aHeaderThatDoesNotDescribeTheDataIsRefused(String header) throws IOException {
    assertRefused(file(header.length(), header.getBytes(UTF_8), new byte[8]), "expected");
  }

  @Test
  void deepNestingIsRefused() throws IOException {
    byte[] header = ("{\"a\":" + "[".repeat(100_000)).getBytes(UTF_8);
    assertRefused(file(header.length, header, new byte[0]), "expected");
  }

  @Test
  void aHeaderInAnotherEncodingIsRefused() throws IOException {
    assertRefused(file(3, "\"\u00e4\"".getBytes(ISO_8859_1), new byte[0]), "UTF-8");
  }

  @Test
  void aHeaderOfMoreThanOneMebibyteIsRefused() throws IOException {
    byte[] header = ("{" + " ".repeat(1 << 20) + "}").getBytes(UTF_8);
    assertRefused(file(header.length, header, new byte[0]), "2 to 1048576 bytes");
  }

  @Test
  void filesAbove2GiBAreMappedInPieces() throws IOException {
    Path file = folder.resolve("large.safetensors");
    long bytes = 1_500_000_000;
    String header =
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[1500000000],\"data_offsets\":[0,1500000000]},"
            + "\"b\":{\"dtype\":\"U8\",\"shape\":[1500000000],\"data_offsets\":[1500000000,"
            + "3000000000]}}";
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
      ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
      channel.write(length.putLong(header.length()).flip());
      channel.write(ByteBuffer.wrap(header.getBytes(UTF_8)));
      // All else is a hole, which takes no room on the disk.
      channel.write(ByteBuffer.wrap(new byte[] {7}), 8 + header.length() + 2 * bytes - 1);
    }
    Safetensors tensors = Safetensors.open(file);
    assertThat(tensors.bytes("a").limit()).isEqualTo(1_500_000_000);
    assertThat(tensors.bytes("b").get(1_499_999_999)).isEqualTo((byte) 7);
  }

  @Test
  void aTensorAbove2GiBIsRefused() throws IOException {
    Path file = folder.resolve("large.safetensors");
    String header =
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[2147483648],\"data_offsets\":[0,2147483648]}}";
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
      ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
      channel.write(length.putLong(header.length()).flip());
      channel.write(ByteBuffer.wrap(header.getBytes(UTF_8)));
      channel.write(ByteBuffer.wrap(new byte[1]), 8 + header.length() + (1L << 31) - 1);
    }
    assertRefused(file, "at most 2147483647 a tensor");
  }

  @Test
  void mutatedHeadersAreRefusedOrWhole() throws IOException {
    var mutations = new HeaderMutations(folder, 20261101);
    for (int i = 0; i < 5_000; i++) {
      mutations.next();
    }
    assertThat(mutations.count(Outcome.REFUSED)).isGreaterThan(1_000);
    assertThat(mutations.count(Outcome.WHOLE)).isPositive();
  }
}
