package io.basketwise;

import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A plain Spark session inside this JVM for the tests of a class, without open ports beyond it. */
public final class LocalSpark implements BeforeAllCallback, AfterAllCallback {
  private final String master;

  /** A session on a local master, such as {@code local[2]}. */
  public LocalSpark(String master) {
    this.master = master;
  }

  /** Starts a session that nobody stops but the caller. */
  public static SparkSession start(String master) {
    return SparkSession.builder()
        .master(master)
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate();
  }

  /** The session of the running tests. */
  public SparkSession session() {
    return SparkSession.active();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    start(master);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    session().stop();
  }
}
