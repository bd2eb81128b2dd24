package io.basketwise.models.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentReaderTest {
  @Test
  void readsEveryField() {
    Moment moment =
        MomentReader.read(
            """
            {"moment_id":"m1","at":"2026-11-01T12:00:00Z","placement":"product_page",
             "visitor_id":"v","customer_id":"c","consent":false,"device":"phone","item_id":"A",
             "cart":[{"item_id":"B","quantity":2,"unit_price":3.5,"colour":"red"}],
             "events":[{"event_type":"item_view","item_id":"B","dwell_ms":1200,"more":[{}]}],
             "owned":["O"],"shown":["S"],"first_time_buyer":true,"stock":{"A":3},
             "usage":{"seats":0.9},"limit":"seats","future":{"x":[1,2]}}
            """);
    assertThat(moment.at()).isEqualTo(Instant.parse("2026-11-01T12:00:00Z"));
    assertThat(moment.placement()).isEqualTo(Placement.PRODUCT_PAGE);
    assertThat(moment.consent()).isFalse();
    assertThat(moment.cart()).containsExactly(new CartLine("B", 2, 3.5));
    assertThat(moment.events().get(0).dwellMillis()).isEqualTo(1200);
    assertThat(moment.stock()).containsEntry("A", 3L);
    assertThat(moment.usage()).containsEntry("seats", 0.9);
    assertThat(moment.limit()).isEqualTo("seats");
  }

  @Test
  void aMissingFieldIsNoError() {
    Moment moment = MomentReader.read("{\"customer_id\":null}");
    assertThat(moment).isEqualTo(Moment.builder().build());
    assertThat(moment.consent()).isTrue();
  }

  @Test
  void unknownMembersAreToldWhereTheyStand() {
    var unknown = new ArrayList<String>();
    Moment moment =
        MomentReader.read(
            "{\"cart\":[{\"item_id\":\"A\"},{\"item\":{\"item_id\":\"B\"}}],\"consnet\":false,"
                + "\"events\":[{\"visitor_id\":\"v\",\"session_id\":\"s\",\"type\":\"search\"}],"
                + "\"owned\":[{\"item_id\":\"C\",\"at\":1}],\"stock\":{\"other\":1},\"none\":null}",
            unknown::add);
    assertThat(unknown).containsExactly("cart[1].item", "consnet", "events[0].type", "owned[0].at");
    assertThat(moment.consent()).isTrue();
    assertThat(moment.cart()).hasSize(2);
  }

  @Test
  void deepNestingIsMalformedWhereverItStands() {
    String deep = "[".repeat(1_000_000);
    for (String line : List.of(deep, "{\"cart\":" + deep, "{\"unknown\":" + deep)) {
      assertThatThrownBy(() -> MomentReader.read(line))
          .isInstanceOf(MalformedMomentException.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"cart":{}}                              | cart: found {, expected a list
          {"cart":[{"item_id":"A","quantity":"2"}]} | cart[0].quantity: found 2, expected a number
          {"placement":"sidebar"}                  | placement: found "sidebar"
          {"at":"yesterday"}                       | at: found "yesterday"
          {"at":"+300000000-01-01T00:00:00Z"}      | at: found "+300000000-01-01T00:00:00Z"
          {"owned":[{"item_id":"A","ordered_at":"+1000000000-12-31T00:00:00Z"}]} | owned[0].ordered_at: found
          {"owned":[1]}                            | owned[0]: found 1, expected a string
          {"usage":{"seats":1e999}}                | usage.seats: found Infinity
          {"consent":"yes"}                        | consent: found yes, expected true or false
          {} {}                                    | more than one JSON value
          [1]                                      | moment: found [, expected an object
          {"moment_id":"m"                         | not JSON at column 17, the end: close the
          {"moment_id":"m",}                       | not JSON at column 18, near {"moment_id":"m",}: put
          {"moment_id":"m","cart":nonsense}        | not JSON at column 33, near :"m","cart":nonsense}: put
          {"cart":[],"cart":[]}                    | member 'cart' comes twice, again before column 18: keep
          {"limit":"😀😀😀😀😀😀😀😀😀😀"  1} | near 😀😀😀😀😀😀😀😀"  1}: put
          {"stock":{"A":1.5}}                      | stock.A: found 1.5, expected a whole number
          nonsense                                 | not JSON at column 9, near nonsense: put
          """)
  void malformedMomentsNameTheField(String line, String reason) {
    assertThatThrownBy(() -> MomentReader.read(line))
        .isInstanceOf(MalformedMomentException.class)
        .hasMessageContaining(reason)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @Test
  void aTextOfSeveralLinesIsToldTheLine() {
    assertThatThrownBy(() -> MomentReader.read("{\n \"limit\": \"seats\",\n}\n"))
        .hasMessageStartingWith(
            "not JSON at line 3, column 1, near \"limit\": \"seats\", }: put names");
    assertThatThrownBy(() -> MomentReader.read("{\"usage\":{\"a\":" + "9".repeat(1100) + "}}"))
        .isInstanceOf(MalformedMomentException.class)
        .hasMessageStartingWith("nested deeper than 64 levels, or a name, number or string is too");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'events':['ev\\u2028\\n%s']}",
        "{'placement':'\\u001b[2J%s'}",
        "{'at':'\\r\\n%s'}",
        "{'stock':{'\\n%s':'one'}}",
        "{'x':1,'x\\n%s':2,'x\\n%s':3}",
        "{'limit':'\n%s\n"
      })
  void aFaultIsOneShortLineWhateverTheMomentHasInIt(String pattern) {
    String line = pattern.replace('\'', '"').replace("%s", "a".repeat(100_000));
    assertThatThrownBy(() -> MomentReader.read(line))
        .isInstanceOf(MalformedMomentException.class)
        .satisfies(
            e ->
                assertThat(e.getMessage())
                    .hasSizeLessThanOrEqualTo(400)
                    .matches("[\\P{Cntrl}&&[^\u2028]]+"));
  }

  @Test
  void anOwnedItemIsAnIdOrSaysWhenItWasOrdered() {
    Moment moment =
        MomentReader.read(
            "{\"owned\":[\"a\",{\"item_id\":\"b\",\"ordered_at\":\"2026-10-01T00:00:00Z\"}],"
                + "\"on_page\":[\"c\"]}");
    assertThat(moment.owned())
        .containsExactly(
            OwnedItem.of("a"),
            new OwnedItem("b", Optional.of(Instant.parse("2026-10-01T00:00:00Z"))));
    assertThat(moment.onPage()).containsExactly("c");
  }
}
