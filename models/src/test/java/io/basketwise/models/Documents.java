package io.basketwise.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The documents whose examples the tests execute. Maven runs tests in the module's folder. */
public final class Documents {
  public static final Path FORMAT = Path.of("FORMAT.md");
  public static final Path MOMENTS = Path.of("MOMENTS.md");
  public static final Path README = Path.of("..", "README.md");

  private Documents() {}

  /** The first block of a document that is fenced for a language. */
  public static String block(Path document, String language) throws IOException {
    String text = Files.readString(document);
    String fence = "```" + language + "\n";
    int begin = text.indexOf(fence) + fence.length();
    return text.substring(begin, text.indexOf("```", begin)).strip() + "\n";
  }
}
