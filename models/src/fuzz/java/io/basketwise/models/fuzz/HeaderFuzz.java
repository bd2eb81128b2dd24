package io.basketwise.models.fuzz;

import io.basketwise.models.format.DamagedFileException;
import io.basketwise.models.format.Safetensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** A tensor file of any bytes, behind a header length that mostly fits. */
public final class HeaderFuzz {
  private static final Path FILE = Scratch.file("header.safetensors");

  private HeaderFuzz() {}

  /** Refused or read to the end. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    boolean whole = input.length > 0 && input[0] == 0;
    ByteBuffer file =
        ByteBuffer.allocate(Long.BYTES + input.length).order(ByteOrder.LITTLE_ENDIAN);
    int header = input.length == 0 ? 0 : Math.max(2, input.length - (input[0] & 0x3f));
    Scratch.write(FILE, whole ? input : file.putLong(header).put(input).array());
    try {
      Safetensors tensors = Safetensors.open(FILE);
      for (String name : new String[] {"a", "b", "ids.bytes", "ids.offsets"}) {
        if (tensors.has(name)) {
          for (int i = 0; i < tensors.size(name); i++) {
            tensors.values(name).applyAsDouble(i);
          }
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
}
