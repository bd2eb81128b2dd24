package io.basketwise.report.page;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes one self-contained HTML file of a page: same page, same bytes.
 *
 * <p>Charts are drawn by Chart.js, taken as a WebJar and inlined (MIT, 0.2 MB, which is nearly all
 * of a page). Libraries that draw SVG in Java lay text out with the fonts of the machine, so their
 * bytes differ between machines and they fail where a server has no fonts; they know neither dark
 * mode nor a narrow screen; JFreeSVG is under the GPL. uPlot (0.05 MB) has no categories and no
 * floating bars, Observable Plot is no WebJar, ECharts and Plotly weigh 1 MB and more, Vega needs
 * {@code eval} or an interpreter. Chart.js needs neither {@code eval} nor inline styles, so the
 * page's policy allows the very scripts and styles that it carries, by their digests, and nothing
 * else: what comes from data could not run or load anything even if escaping failed.
 */
final class Html {
  private static final String LIBRARY =
      "/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js";

  /** Would be looked for beside the page. */
  private static final Pattern SOURCE_MAP = Pattern.compile("(?m)^//# sourceMappingURL=.*$");

  /** Characters without a picture that hide text or turn its direction: shown as unknown. */
  private static final Pattern HIDDEN =
      Pattern.compile(
          "[\\p{Cc}\\u200B\\u202A-\\u202E\\u2060-\\u2069\\uFEFF\\x{E0000}-\\x{E007F}&&[^\\n]]");

  private static final Template TEMPLATE =
      Mustache.compiler()
          .withEscaper(text -> Escapers.HTML.escape(HIDDEN.matcher(text).replaceAll("\uFFFD")))
          .compile(resource("page.html"));

  private Html() {}

  /** What the template sees. */
  private record View(
      Page page, String contentSecurityPolicy, String style, List<String> scripts) {}

  /** Renders a page. */
  static String of(Page page) {
    String style = resource("page.css");
    List<String> scripts =
        page.hasCharts()
            ? List.of(SOURCE_MAP.matcher(resource(LIBRARY)).replaceAll(""), resource("charts.js"))
            : List.of();
    String policy =
        "default-src 'none'; base-uri 'none'; form-action 'none'; style-src "
            + digest(style)
            + "; script-src "
            + Optional.of(scripts.stream().map(Html::digest).collect(Collectors.joining(" ")))
                .filter(digests -> !digests.isEmpty())
                .orElse("'none'");
    return TEMPLATE.execute(new View(page, policy, style, scripts));
  }

  /** As a content security policy names an inline script or style. */
  private static String digest(String inline) {
    try {
      byte[] sha256 =
          MessageDigest.getInstance("SHA-256").digest(inline.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(sha256) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = Html.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("This build lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + name + " of this build", e);
    }
  }
}
