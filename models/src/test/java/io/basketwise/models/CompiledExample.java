package io.basketwise.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

/** A class of a document, compiled as a reader would who has the library on the class path. */
public final class CompiledExample implements AutoCloseable {
  private final URLClassLoader loader;
  private final String name;

  /** Compiles a class into a folder. */
  public CompiledExample(String name, String code, Path folder) throws IOException {
    this.name = name;
    Path source = Files.writeString(folder.resolve(name + ".java"), code);
    int exitCode =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString());
    assertThat(exitCode).isZero();
    loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
  }

  /** The class. */
  public Class<?> type() throws ClassNotFoundException {
    return loader.loadClass(name);
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
