package io.basketwise.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.models.artifact.Json;
import io.basketwise.report.Records;
import io.basketwise.report.RunHistory;
import io.basketwise.report.RunRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages as a browser shows them. */
class PageInBrowserTest {
  private static final String FULL = "full";

  @TempDir private static Path folder;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    browser = Browser.start(folder.resolve("profile"));
    List<RunRecord> nights =
        IntStream.rangeClosed(-9, 0)
            .mapToObj(SampleRuns.DAY::plusDays)
            .map(day -> day.getDayOfMonth() == 27 ? SampleRuns.bare(day) : SampleRuns.full(day))
            .toList();
    RunHistory history = new RunHistory(nights, List.of());
    write(FULL, RunPage.of(nights.get(9), history));
    write("bare", RunPage.of(SampleRuns.bare(SampleRuns.DAY), history));
    RunHistory none =
        new RunHistory(List.of(), List.of("The record x is damaged: " + SampleRuns.MARKUP));
    write("failed", RunPage.of(Records.failed(), none));
    write("trend", Trend.page("tea & more", nights, List.of(SampleRuns.DAY.plusDays(1))));
  }

  private static void write(String name, String html) throws IOException {
    Files.writeString(page(name), html);
  }

  private static Path page(String name) {
    return folder.resolve(name + ".html");
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  private static void open(String name, int width, String scheme) throws InterruptedException {
    browser.complaints();
    browser.open(page(name), width, scheme);
  }

  private static List<Object> list(String expression) {
    return List.copyOf((List<?>) browser.value(expression));
  }

  @ParameterizedTest
  @ValueSource(strings = {FULL, "bare", "failed", "trend"})
  void theConsoleStaysSilentAndEveryChartHasItsMarks(String name) throws InterruptedException {
    open(name, 1000, "light");
    List<Long> expected =
        list("[...document.querySelectorAll('[data-chart]')].map(box => box.dataset.chart)")
            .stream()
            .map(chart -> marks((Map<?, ?>) Json.read((String) chart)))
            .toList();
    assertThat(expected).hasSize(charts(name));
    assertThat(
            list(
                """
                [...document.querySelectorAll('canvas')].map(canvas => Chart.getChart(canvas)
                  .getSortedVisibleDatasetMetas().flatMap(meta => meta.data)
                  .filter(mark => !mark.skip && Number.isFinite(mark.x + mark.y)).length)
                """))
        .isEqualTo(expected);
    assertThat(inked()).hasSameSizeAs(expected).allMatch(pixels -> (Long) pixels > 50);
    assertThat(browser.complaints()).isEmpty();
  }

  private static int charts(String name) {
    return switch (name) {
      case FULL -> 8;
      case "bare" -> 5;
      default -> 2;
    };
  }

  /** What a chart's description amounts to. */
  private static long marks(Map<?, ?> chart) {
    return switch (String.valueOf(chart.get("kind"))) {
      case "bars" -> size(chart.get("rows")) * size(chart.get("parts"));
      case "intervals" -> 2 * size(chart.get("rows"));
      case "reliability" -> 3 * size(chart.get("points")) + 2;
      case "lines" ->
          elements(chart.get("series")).stream()
              .map(line -> (Map<?, ?>) line)
              .mapToLong(
                  line ->
                      size(line.get("points")) * (Boolean.TRUE.equals(line.get("band")) ? 3 : 1))
              .sum();
      default -> throw new AssertionError(chart);
    };
  }

  private static long size(@Nullable Object list) {
    return elements(list).size();
  }

  private static List<?> elements(@Nullable Object list) {
    return list instanceof List<?> elements ? elements : List.of();
  }

  /** Pixels of each chart in the colour of its first series. */
  private static List<Object> inked() {
    return list(
        """
        [...document.querySelectorAll('canvas')].map(canvas => {
          const hex = getComputedStyle(document.documentElement).getPropertyValue('--series-1').trim();
          const wanted = [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16));
          const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
          let found = 0;
          for (let at = 0; at < pixels.length; at += 4) {
            found += wanted.every((part, i) => pixels[at + i] === part) ? 1 : 0;
          }
          return found;
        })
        """);
  }

  @Test
  void titlesThatMeanHarmAreText() throws InterruptedException {
    open(FULL, 1000, "light");
    assertThat(
            list("[...document.querySelectorAll('[aria-labelledby=bundles] tbody')][0].innerText.split('\\n')")
                .toString())
        .contains(SampleRuns.MARKUP + " + " + SampleRuns.SCRIPT)
        .contains(SampleRuns.QUOTES)
        .contains("safe \uFFFDgpj.exe\uFFFD")
        .doesNotContain("\u202E", "\u2066");
    assertThat(browser.value("document.title")).isEqualTo("tea & more as of 2026-11-01");
    assertThat(
            browser.value(
                "document.querySelectorAll('img, textarea, [onerror], [onmouseover]').length"))
        .isEqualTo(0L);
    assertThat(browser.value("document.scripts.length")).isEqualTo(2L);
  }

  @Test
  void whatSlippedThroughAllTheSameCouldNeitherRunNorLoad() throws InterruptedException {
    open(FULL, 1000, "light");
    browser.value(
        """
        (() => {
          const script = document.createElement('script');
          script.textContent = "document.title = 'hacked'";
          document.body.append(script);
          document.body.insertAdjacentHTML('beforeend',
            `<img src="https://example.org/x.png" onerror="document.title = 'hacked'">`);
          return true;
        })()
        """);
    assertThat(browser.value("new Promise(done => setTimeout(done, 200, true))")).isEqualTo(true);
    assertThat(browser.value("document.title")).isEqualTo("tea & more as of 2026-11-01");
    String complaints = String.join("\n", browser.complaints());
    for (String blocked : List.of("Executing inline script", "inline event handler", "the image")) {
      assertThat(complaints).containsPattern(blocked + ".* Content Security Policy");
    }
  }

  /** Charts follow when the page has been told, which is soon, but not at once. */
  private static final String DRAWN_AGAIN =
      """
      new Promise(done => {
        let tries = 0;
        const look = () => {
          const again = document.querySelector('canvas').toDataURL() !== window.drawn;
          again || ++tries > 200 ? done(again) : setTimeout(look, 20);
        };
        look();
      })
      """;

  @Test
  void darkAndLightDifferAndChartsFollow() throws InterruptedException {
    open(FULL, 1000, "light");
    Object light = browser.value("getComputedStyle(document.documentElement).backgroundColor");
    browser.value("(window.drawn = document.querySelector('canvas').toDataURL()).length");
    browser.emulate("", "dark");
    assertThat(browser.value("getComputedStyle(document.documentElement).backgroundColor"))
        .isNotEqualTo(light);
    assertThat(browser.value(DRAWN_AGAIN)).as("charts are drawn again").isEqualTo(true);
    assertThat(inked()).allMatch(pixels -> (Long) pixels > 50);
    open(FULL, 1000, "dark");
    assertThat(inked()).allMatch(pixels -> (Long) pixels > 50);
    assertThat(browser.complaints()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {FULL, "bare", "failed", "trend"})
  void aPhoneScrollsSidewaysInsideTablesOnly(String name) throws InterruptedException {
    open(name, 320, "light");
    assertThat(browser.value("document.documentElement.scrollWidth")).isEqualTo(320L);
    assertThat(
            list(
                """
                [...document.querySelectorAll('body *')]
                  .filter(each => !each.closest('.scroll') || each.matches('.scroll, caption span'))
                  .filter(each => each.getBoundingClientRect().right > innerWidth)
                  .map(each => each.outerHTML.slice(0, 80))
                """))
        .isEmpty();
  }

  @Test
  void paperIsWhiteAndShowsWholeTables() throws InterruptedException {
    open(FULL, 1000, "dark");
    browser.emulate("print", "dark");
    assertThat(browser.value("getComputedStyle(document.documentElement).backgroundColor"))
        .isEqualTo("rgb(255, 255, 255)");
    assertThat(
            list(
                "[...document.querySelectorAll('.scroll')].map(each => getComputedStyle(each).overflowX)"))
        .containsOnly("visible");
    browser.emulate("", "dark");
    browser.value(
        """
        (() => {
          addEventListener('beforeprint', () => {
            const pen = getComputedStyle(document.documentElement).getPropertyValue('--series-1');
            window.printed = pen.trim() + ' ' + Chart.getChart(document.querySelector('canvas')).width;
          });
          return true;
        })()
        """);
    assertThat(new String(browser.pdf(), 0, 5, StandardCharsets.ISO_8859_1)).isEqualTo("%PDF-");
    assertThat(browser.value("window.printed")).isEqualTo("#1f5fa8 640");
    assertThat(browser.value("document.documentElement.className")).isEqualTo("");
    assertThat(browser.value("Chart.getChart(document.querySelector('canvas')).width > 800"))
        .isEqualTo(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {FULL, "bare", "failed", "trend"})
  void whoCannotSeeItIsToldTheSame(String name) throws InterruptedException {
    open(name, 1000, "light");
    assertThat(browser.value("document.documentElement.lang")).isEqualTo("en");
    assertThat(browser.value("document.querySelectorAll('h1').length")).isEqualTo(1L);
    for (String wrong :
        List.of(
            "table:not(:has(caption))",
            "thead th:not([scope=col])",
            "tbody tr:not(:has(> th[scope=row]))",
            "figure:not(:has(figcaption))",
            "canvas:not([role=img][aria-label])",
            "section:not([aria-labelledby])",
            "h3, h4")) {
      assertThat(browser.value("document.querySelectorAll('" + wrong + "').length"))
          .as(wrong)
          .isEqualTo(0L);
    }
    assertThat(
            list(
                "[...document.querySelectorAll('nav a')].filter(a => !document.querySelector(a.hash)).map(a => a.hash)"))
        .isEmpty();
    assertThat(
            list(
                "[...document.querySelectorAll('figcaption')].filter(each => !/[0-9]/.test(each.innerText)).map(each => each.innerText)"))
        .isEmpty();
  }
}
