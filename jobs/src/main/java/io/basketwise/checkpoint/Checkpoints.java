package io.basketwise.checkpoint;

import io.basketwise.models.format.Safetensors;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The results of finished steps, one file each below a folder that the run's fingerprint names. A
 * step counts as done once the digest of its file lies beside it; a file that is damaged or was cut
 * off does not have that digest, and the step is done again.
 */
public final class Checkpoints {
  /** The lake's folder for them. */
  public static final String FOLDER = ".checkpoints";

  private static final String DIGEST = ".sha256";

  private final FileSystem files;
  private final Path folder;
  private final Runnable check;
  private final List<String> resumed = new ArrayList<>();

  private Checkpoints(FileSystem files, Path folder, Runnable check) {
    this.files = files;
    this.folder = folder;
    this.check = check;
  }

  /**
   * Those of a run, of which an earlier one may have left some; what runs over other rows or
   * settings have left is removed.
   *
   * @param lake the lake's folder
   * @param fingerprint names all that results follow from
   * @param check asked before every change, throws when another run may be writing
   */
  public static Checkpoints open(FileSystem files, Path lake, String fingerprint, Runnable check) {
    Path all = new Path(lake, FOLDER);
    Checkpoints checkpoints = new Checkpoints(files, new Path(all, fingerprint), check);
    try {
      for (FileStatus other : checkpoints.list(all)) {
        if (!other.getPath().getName().equals(fingerprint)) {
          checkpoints.delete(other.getPath());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot sweep " + all, e);
    }
    return checkpoints;
  }

  /** The result of a step: as it was kept, else it is worked out and kept. */
  public <T> T of(String step, TensorForm<T> form, Supplier<T> work) {
    try {
      Optional<T> kept = kept(step, form);
      if (kept.isPresent()) {
        resumed.add(step);
        return kept.get();
      }
      T result = work.get();
      keep(step, form, result);
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot keep " + file(step), e);
    }
  }

  /** The steps that were not done again. */
  public List<String> resumed() {
    return List.copyOf(resumed);
  }

  /** The run is over, or shall do all itself. */
  public void clear() {
    try {
      delete(folder.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + folder.getParent(), e);
    }
  }

  private <T> Optional<T> kept(String step, TensorForm<T> form) throws IOException {
    Optional<String> digest = digest(step);
    if (digest.isEmpty()) {
      return Optional.empty();
    }
    java.nio.file.Path copy = Files.createTempFile("basketwise-checkpoint-", "");
    try (DigestInputStream in = new DigestInputStream(files.open(file(step)), sha256());
        OutputStream out = Files.newOutputStream(copy)) {
      in.transferTo(out);
      return hex(in.getMessageDigest()).equals(digest.get())
          ? Optional.of(form.read(Safetensors.open(copy)))
          : Optional.empty();
    } catch (FileNotFoundException | ChecksumException unusable) {
      return Optional.empty();
    } finally {
      Files.delete(copy);
    }
  }

  private Optional<String> digest(String step) throws IOException {
    try (InputStream in = files.open(file(step).suffix(DIGEST))) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
    } catch (FileNotFoundException | ChecksumException unusable) {
      return Optional.empty();
    }
  }

  private <T> void keep(String step, TensorForm<T> form, T result) throws IOException {
    check.run();
    java.nio.file.Path copy = Files.createTempFile("basketwise-checkpoint-", "");
    try {
      form.write(result).write(copy);
      MessageDigest digest = sha256();
      try (OutputStream out = new DigestOutputStream(files.create(file(step), true), digest)) {
        Files.copy(copy, out);
      }
      try (OutputStream out = files.create(file(step).suffix(DIGEST), true)) {
        out.write(hex(digest).getBytes(StandardCharsets.US_ASCII));
      }
    } finally {
      Files.delete(copy);
    }
  }

  private Path file(String step) {
    return new Path(folder, step.replaceAll("[^a-zA-Z]+", "-") + ".safetensors");
  }

  private void delete(Path path) throws IOException {
    if (files.exists(path)) {
      check.run();
      files.delete(path, true);
    }
  }

  private FileStatus[] list(Path path) throws IOException {
    try {
      return files.listStatus(path);
    } catch (FileNotFoundException none) {
      return new FileStatus[0];
    }
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
