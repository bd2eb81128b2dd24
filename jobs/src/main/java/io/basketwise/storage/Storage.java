package io.basketwise.storage;

import io.basketwise.config.Location;
import io.basketwise.config.ShopConfig;
import io.basketwise.failure.Refusal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Reaches Hadoop's file systems, with or without a Spark session. */
public final class Storage {
  private static final String PREFIX = "spark.hadoop.";

  /** Below it S3A keeps what it is about to send. */
  private static final String TEMPORARY = "hadoop.tmp.dir";

  private Storage() {}

  /** Hadoop's settings: its own files, then spark-submit's, then those of a shop. */
  public static Configuration settings(ShopConfig config) {
    return settings(config.spark().conf());
  }

  /** Hadoop's settings with those of Spark's that begin with {@code spark.hadoop.}. */
  static Configuration settings(Map<String, String> spark) {
    Configuration settings = new Configuration();
    if (List.of(settings.getPropertySources(TEMPORARY)).equals(List.of("core-default.xml"))) {
      // Hadoop looks that up when it writes: by then it is the process's TemporaryFolder.
      settings.set(TEMPORARY, "${java.io.tmpdir}/hadoop");
    }
    System.getProperties()
        .stringPropertyNames()
        .forEach(name -> add(settings, Map.of(name, System.getProperty(name))));
    add(settings, spark);
    return settings;
  }

  private static void add(Configuration settings, Map<String, String> conf) {
    conf.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX)) {
            settings.set(name.substring(PREFIX.length()), value);
          }
        });
  }

  /** A place as Hadoop and Spark name it. */
  public static Path path(Location place) {
    return new Path(place.qualified());
  }

  /** The file system of a place; one that is not installed is refused. */
  public static FileSystem files(Location place, Configuration settings) {
    if (place.local().isEmpty()) {
      TemporaryFolder.ofProcess();
    }
    try {
      return path(place).getFileSystem(settings);
    } catch (IOException | RuntimeException unreachable) {
      Outage.rethrow(place, unreachable);
      throw Refusal.configuration(
          "Cannot reach " + place,
          String.valueOf(unreachable.getMessage()),
          "check its address and spark.conf; file systems other than hdfs and s3a need their Hadoop"
              + " module on the class path");
    }
  }
}
