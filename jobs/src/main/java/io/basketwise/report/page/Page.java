package io.basketwise.report.page;

import java.util.List;
import java.util.Locale;

/**
 * What a page says, before it is HTML; all of it is text, none of it markup.
 *
 * @param title heading of the page
 * @param verdict the one sentence for whoever reads no further
 * @param tone how the verdict looks
 * @param advice what to do, most urgent first
 * @param sections in the order of their weight
 */
record Page(String title, String verdict, Tone tone, List<String> advice, List<Section> sections) {
  Page {
    advice = List.copyOf(advice);
    sections = List.copyOf(sections);
  }

  /** How good news is; never told by colour alone. */
  enum Tone {
    GOOD,
    WARN,
    BAD;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A part of the page that the list of contents names. */
  record Section(String id, String heading, List<Block> blocks) {
    Section {
      blocks = List.copyOf(blocks);
    }
  }

  boolean hasAdvice() {
    return !advice.isEmpty();
  }

  /** Whether anything is drawn. */
  boolean hasCharts() {
    return sections.stream()
        .flatMap(section -> section.blocks().stream())
        .anyMatch(block -> !block.figures().isEmpty());
  }
}
