package io.basketwise.inputs;

import io.basketwise.config.Location;
import io.basketwise.config.ShopConfig;
import io.basketwise.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;

/** What lies at an input's place. */
sealed interface Listing {
  /** What there is. */
  enum Kind {
    NOTHING,
    FILE,
    FOLDER
  }

  /** What a name below the place is; the place itself for the empty name. */
  Kind kind(String name) throws IOException;

  /** All files below a folder, or the file itself; named relative to the place. */
  List<SourceFile> files() throws IOException;

  /** A file as Parquet's readers take it. */
  InputFile open(SourceFile file) throws IOException;

  /** A place of a shop; this machine's are looked at without Hadoop, which takes a second. */
  static Listing of(ShopConfig config, Location place) {
    if (place.local().isPresent()) {
      return new Local(place.local().get());
    }
    Configuration settings = Storage.settings(config);
    return new Remote(Storage.files(place, settings), Storage.path(place), settings);
  }

  /** A place on this machine. */
  record Local(Path place) implements Listing {
    @Override
    public Kind kind(String name) {
      Path path = name.isEmpty() ? place : place.resolve(name);
      if (Files.isDirectory(path)) {
        return Kind.FOLDER;
      }
      return Files.exists(path) ? Kind.FILE : Kind.NOTHING;
    }

    @Override
    public List<SourceFile> files() throws IOException {
      if (Files.isRegularFile(place)) {
        return List.of(describe(place.getFileName(), place));
      }
      List<Path> found;
      try (Stream<Path> all = Files.walk(place)) {
        found = all.filter(Files::isRegularFile).toList();
      }
      List<SourceFile> files = new ArrayList<>();
      for (Path file : found) {
        files.add(describe(place.relativize(file), file));
      }
      return files;
    }

    private static SourceFile describe(Path name, Path file) throws IOException {
      return new SourceFile(
          name.toString(), Files.size(file), Files.getLastModifiedTime(file).toMillis());
    }

    @Override
    public InputFile open(SourceFile file) {
      return new LocalInputFile(Files.isRegularFile(place) ? place : place.resolve(file.name()));
    }
  }

  /** A place that Hadoop reaches. */
  record Remote(FileSystem system, org.apache.hadoop.fs.Path place, Configuration settings)
      implements Listing {
    @Override
    public Kind kind(String name) throws IOException {
      try {
        return status(name).isDirectory() ? Kind.FOLDER : Kind.FILE;
      } catch (FileNotFoundException nothing) {
        return Kind.NOTHING;
      }
    }

    private FileStatus status(String name) throws IOException {
      return system.getFileStatus(
          name.isEmpty() ? place : new org.apache.hadoop.fs.Path(place, name));
    }

    @Override
    public List<SourceFile> files() throws IOException {
      FileStatus itself = status("");
      if (itself.isFile()) {
        return List.of(describe(itself.getPath().getName(), itself));
      }
      int prefix = itself.getPath().toUri().getPath().replaceFirst("/$", "").length() + 1;
      List<SourceFile> files = new ArrayList<>();
      var all = system.listFiles(place, true);
      while (all.hasNext()) {
        FileStatus file = all.next();
        files.add(describe(file.getPath().toUri().getPath().substring(prefix), file));
      }
      return files;
    }

    private static SourceFile describe(String name, FileStatus file) {
      return new SourceFile(name, file.getLen(), file.getModificationTime());
    }

    @Override
    public InputFile open(SourceFile file) throws IOException {
      boolean single = kind("") == Kind.FILE;
      return HadoopInputFile.fromPath(
          single ? place : new org.apache.hadoop.fs.Path(place, file.name()), settings);
    }
  }
}
