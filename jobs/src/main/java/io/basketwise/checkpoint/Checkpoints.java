package io.basketwise.checkpoint;

import io.basketwise.models.format.Safetensors;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The results of finished steps, one file each below a folder that names all that they follow from.
 * A step counts as done once the digest of its file lies beside it; a file that is damaged, was cut
 * off or cannot be read is as good as none, and the step is done again. Trouble with checkpoints
 * never stops a run: it is told, and the run works without them.
 */
public final class Checkpoints {
  /** The lake's folder for them. */
  public static final String FOLDER = ".checkpoints";

  private static final String DIGEST = ".sha256";

  private final FileSystem files;
  private final Path folder;
  private final java.nio.file.Path scratch;
  private final Runnable check;
  private final List<String> resumed = new ArrayList<>();
  private final List<String> troubles = new ArrayList<>();

  /**
   * Those of a run, of which an earlier one may have left some.
   *
   * @param lake the lake's folder
   * @param causes all that results follow from, but for the build
   * @param scratch a folder of this machine that is swept after a killed run
   * @param check asked before every change, throws when another run may be writing
   */
  public Checkpoints(
      FileSystem files, Path lake, String causes, java.nio.file.Path scratch, Runnable check) {
    this.files = files;
    this.folder =
        new Path(new Path(lake, FOLDER), DigestUtils.sha256Hex(causes + BuildDigest.here()));
    this.scratch = scratch;
    this.check = check;
  }

  /** Removes what runs over other rows or settings, or of other builds, have left. */
  public void sweepOthers() {
    check.run();
    try {
      for (FileStatus other : files.listStatus(folder.getParent())) {
        if (!other.getPath().getName().equals(folder.getName())) {
          files.delete(other.getPath(), true);
        }
      }
    } catch (FileNotFoundException none) {
      return;
    } catch (IOException e) {
      trouble("sweep " + folder.getParent(), e);
    }
  }

  /** The run is over, or shall do all itself. */
  public void clear() {
    check.run();
    try {
      files.delete(folder, true);
      Path all = folder.getParent();
      if (files.exists(all) && files.listStatus(all).length == 0) {
        files.delete(all, true);
      }
    } catch (IOException e) {
      trouble("delete " + folder, e);
    }
  }

  /** A folder for what executors write down within a step; it goes with the checkpoints. */
  public String scratch() {
    return files.makeQualified(new Path(folder, "scratch")).toString();
  }

  /** The result of a step: as it was kept, else it is worked out and kept. */
  public <T> T of(String step, TensorForm<T> form, Supplier<T> work) {
    Optional<T> kept = kept(step, form);
    if (kept.isPresent()) {
      resumed.add(step);
      return kept.get();
    }
    T result = work.get();
    check.run();
    keep(step, form, result);
    return result;
  }

  /** The steps that were not done again, and what went wrong with checkpoints. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (!resumed.isEmpty()) {
      notes.add(
          "learned by a run that was cut off, and used (--again learns anew): "
              + String.join(", ", resumed));
    }
    notes.addAll(troubles);
    return notes;
  }

  private <T> Optional<T> kept(String step, TensorForm<T> form) {
    java.nio.file.Path copy = scratch.resolve("taken");
    try {
      String digest = text(file(step).suffix(DIGEST));
      try (InputStream in = files.open(file(step));
          OutputStream out = Files.newOutputStream(copy)) {
        in.transferTo(out);
      }
      if (digest.equals(digest(copy))) {
        return read(step, form, copy);
      }
      troubles.add("the checkpoint of " + step + " is damaged and was not used");
    } catch (FileNotFoundException none) {
      return Optional.empty();
    } catch (IOException e) {
      trouble("read the checkpoint of " + step, e);
    }
    return Optional.empty();
  }

  /** Whatever a form refuses, it would refuse every night. */
  private <T> Optional<T> read(String step, TensorForm<T> form, java.nio.file.Path copy) {
    try {
      return Optional.of(form.read(Safetensors.open(copy)));
    } catch (RuntimeException e) {
      trouble("use the checkpoint of " + step, e);
      return Optional.empty();
    }
  }

  private <T> void keep(String step, TensorForm<T> form, T result) {
    java.nio.file.Path copy = scratch.resolve("kept");
    try {
      form.write(result).write(copy);
      try (OutputStream out = files.create(file(step), true)) {
        Files.copy(copy, out);
      }
      try (OutputStream out = files.create(file(step).suffix(DIGEST), true)) {
        out.write(digest(copy).getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException | FSError e) {
      // The latter is what Hadoop makes of a full disk of this machine.
      trouble("keep the checkpoint of " + step, e);
    }
  }

  private String text(Path file) throws IOException {
    try (InputStream in = files.open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private static String digest(java.nio.file.Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return DigestUtils.sha256Hex(in);
    }
  }

  private Path file(String step) {
    return new Path(folder, step.replaceAll("[^a-zA-Z0-9]+", "-") + ".safetensors");
  }

  private void trouble(String what, Throwable cause) {
    troubles.add("cannot " + what + ": " + cause.getMessage());
  }
}
