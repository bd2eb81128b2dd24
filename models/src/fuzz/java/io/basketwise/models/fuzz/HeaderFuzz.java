package io.basketwise.models.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.basketwise.models.format.DamagedFileException;
import io.basketwise.models.format.Safetensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Any bytes as a tensor file. Unless the first is odd, which no writer of ours makes it, the length
 * of the header is put right, so that a changed header gets past its length.
 */
public final class HeaderFuzz {
  private static final Path FILE = Scratch.file("header.safetensors");

  private HeaderFuzz() {}

  /** Refused or read to the end. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    int end = new String(input, ISO_8859_1).indexOf("}}") + 2;
    if (end > Long.BYTES + 1 && input[0] % 2 == 0) {
      ByteBuffer.wrap(input).order(ByteOrder.LITTLE_ENDIAN).putLong(0, end - Long.BYTES);
    }
    Scratch.write(FILE, input);
    try {
      Safetensors tensors = Safetensors.open(FILE);
      for (String name : new String[] {"price", "tier", "kind", "stock", "rule.lift", "totals"}) {
        if (tensors.has(name)) {
          read(tensors, name);
        }
      }
      var ids = tensors.strings("ids");
      for (int i = 0; i < ids.size(); i++) {
        ids.find(ids.at(i));
      }
    } catch (DamagedFileException e) {
      return;
    }
  }

  private static void read(Safetensors tensors, String name) {
    for (int i = 0; i < tensors.size(name); i++) {
      double unused = tensors.values(name).applyAsDouble(i);
    }
  }
}
