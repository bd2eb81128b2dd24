package io.basketwise.models.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Gives a changed version a manifest that agrees with it, as somebody who means harm would. */
public final class Forgery {
  private Forgery() {}

  /** Writes the manifest anew for the files as they are now. */
  public static void sign(Path folder) throws IOException {
    Path file = folder.resolve(Manifest.FILE);
    Manifest good = Manifest.fromJson(Files.readString(file));
    var files = VersionFolder.scan(folder);
    Manifest forged =
        new Manifest(
            good.formatVersion(),
            Manifest.versionId(good.asOf(), files),
            good.shop(),
            good.currency(),
            good.asOf(),
            good.createdAt(),
            good.lineage(),
            good.metrics(),
            good.gates(),
            good.notes(),
            files);
    Files.delete(file);
    Files.writeString(file, forged.toJson());
  }
}
