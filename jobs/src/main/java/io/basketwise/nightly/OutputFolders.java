package io.basketwise.nightly;

import io.basketwise.config.ShopConfig;
import io.basketwise.failure.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes sure, before any work is done, that its results can be written. */
final class OutputFolders {
  private OutputFolders() {}

  static void prepare(ShopConfig config) {
    for (Path folder : List.of(config.lake(), config.artifacts(), config.reports())) {
      try {
        Files.createDirectories(folder);
        Files.delete(Files.createTempFile(folder, ".writable", ""));
      } catch (IOException e) {
        throw Refusal.configuration(
            "Cannot write to " + folder,
            e.toString(),
            "make the folder writable, or name another one under lake, artifacts or reports");
      }
    }
  }
}
