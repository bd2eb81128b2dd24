package io.basketwise.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.behaviour.Timeline.Logged;
import io.basketwise.models.decision.CartLine;
import io.basketwise.models.decision.Moment;
import io.basketwise.models.decision.OwnedItem;
import io.basketwise.models.decision.Placement;
import io.basketwise.models.decision.SessionEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A past moment is the one that a service would have sent. */
class ReplayTest {
  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
  private static final double NONE = Double.NaN;

  private static SessionEvent event(
      long second, String type, String placement, String item, double quantity, double price) {
    return new SessionEvent(
        "e", START.plusSeconds(second), type, placement, item, price, quantity, -1, Double.NaN, "");
  }

  private static SessionEvent add(String item, double quantity, double price) {
    return event(0, "add_to_cart", "", item, quantity, price);
  }

  private static SessionEvent remove(String item, double quantity) {
    return event(0, "remove_from_cart", "", item, quantity, NONE);
  }

  private static SessionEvent page(long second, String type, String placement, String item) {
    return event(second, type, placement, item, NONE, NONE);
  }

  private static Timeline timeline(SessionEvent... events) {
    return new Timeline(
        "s",
        "v",
        "",
        Arrays.stream(events).map(event -> new Logged(event, "", "", NONE, "", "")).toList(),
        List.of(),
        List.of());
  }

  private static List<CartLine> cart(SessionEvent... events) {
    return new Replay(timeline(events))
        .after(events.length, events.length, START, Placement.CART)
        .cart();
  }

  @Test
  void whatIsPutInAndNotTakenOutLiesInTheCart() {
    assertThat(
            cart(
                add("tea", 2, 5),
                add("pot", 1, 30),
                add("tea", 3, 4),
                remove("pot", 1),
                remove("tea", 1)))
        .containsExactly(new CartLine("tea", 4, 4));
  }

  @Test
  void onlyTheEventsSoFarCount() {
    Replay replay = new Replay(timeline(add("tea", 2, 5), add("pot", 1, 30), remove("tea", 2)));
    List<List<CartLine>> carts = new ArrayList<>();
    for (int count = 0; count <= 3; count++) {
      Moment moment = replay.after(count, count, START, Placement.CART);
      assertThat(moment.events()).hasSize(count);
      carts.add(moment.cart());
    }
    CartLine tea = new CartLine("tea", 2, 5);
    CartLine pot = new CartLine("pot", 1, 30);
    assertThat(carts).containsExactly(List.of(), List.of(tea), List.of(tea, pot), List.of(pot));
  }

  @Test
  void aQuantityThatIsUnknownOrNoneIsOneUnit() {
    assertThat(cart(add("tea", NONE, 5), add("tea", 0, 5), add("tea", -3, 5)))
        .containsExactly(new CartLine("tea", 3, 5));
    assertThat(cart(add("tea", 3, 5), remove("tea", NONE), remove("tea", -1)))
        .containsExactly(new CartLine("tea", 1, 5));
  }

  @Test
  void thePriceThatWasToldLastHolds() {
    assertThat(cart(add("tea", 1, NONE), add("tea", 1, 5), add("tea", 1, NONE)))
        .containsExactly(new CartLine("tea", 3, 5));
  }

  @Test
  void moreCannotBeTakenOutThanThereIs() {
    assertThat(cart(add("tea", 2, 5), remove("tea", 5), remove("pot", 1), add("tea", 1, 5)))
        .containsExactly(new CartLine("tea", 1, 5));
  }

  @Test
  void anOrderEmptiesTheCart() {
    assertThat(cart(add("tea", 2, 5), page(0, "purchase", "checkout", ""), add("pot", 1, 30)))
        .containsExactly(new CartLine("pot", 1, 30));
  }

  @Test
  void nothingWithoutANameLiesInTheCart() {
    assertThat(cart(add("", 1, 5), remove("", 1))).isEmpty();
  }

  @Test
  void quantitiesBeyondAllMeasureAreBorne() {
    assertThat(cart(add("tea", 1e308, 5), add("tea", 1e308, 5)))
        .containsExactly(new CartLine("tea", Double.MAX_VALUE, 5));
  }

  @Test
  void aClockThatRunsBackwardsDoesNotChangeTheOrder() {
    Replay replay =
        new Replay(
            timeline(
                page(60, "item_view", "product_page", "tea"),
                page(0, "item_view", "product_page", "pot"),
                page(0, "cart_view", "cart", "")));
    Moment moment = replay.after(2, 2, START, Placement.PRODUCT_PAGE);
    assertThat(moment.itemId()).isEqualTo("pot");
    assertThat(moment.events()).extracting(SessionEvent::itemId).containsExactly("tea", "pot");
    assertThat(replay.placement(3)).isEqualTo(Placement.CART);
    assertThat(replay.placement(2)).isEqualTo(Placement.PRODUCT_PAGE);
  }

  @Test
  void thePlaceIsTheLastThatWasNamed() {
    Replay replay =
        new Replay(
            timeline(
                page(0, "search", "", ""),
                page(1, "page_view", "category", ""),
                page(1, "scroll", "", ""),
                page(2, "page_view", "the moon", "")));
    assertThat(replay.placement(0)).isEqualTo(Placement.HOME);
    assertThat(replay.placement(1)).isEqualTo(Placement.HOME);
    assertThat(replay.placement(4)).isEqualTo(Placement.CATEGORY);
  }

  @Test
  void whoeverIsKnownAndHasNothingBuysForTheFirstTime() {
    List<Logged> events = List.of(new Logged(add("tea", 1, 5), "c", "", NONE, "", ""));
    List<OwnedItem> pot = List.of(OwnedItem.of("pot"));
    assertThat(moment(new Timeline("s", "v", "", events, List.of(), List.of())))
        .returns(false, Moment::firstTimeBuyer);
    assertThat(moment(new Timeline("s", "v", "c", events, List.of(), List.of())))
        .returns(true, Moment::firstTimeBuyer)
        .returns("c", Moment::customerId);
    assertThat(moment(new Timeline("s", "v", "c", events, List.of(), pot)))
        .returns(false, Moment::firstTimeBuyer)
        .returns(pot, Moment::owned);
  }

  @Test
  void whoLogsInLaterIsNobodyYet() {
    List<Logged> events =
        List.of(
            new Logged(add("tea", 1, 5), "", "", NONE, "", ""),
            new Logged(page(1, "offer_view", "cart", "pot"), "c", "", NONE, "", ""));
    List<OwnedItem> pot = List.of(OwnedItem.of("pot"));
    Replay replay = new Replay(new Timeline("s", "v", "c", events, List.of(), pot));
    assertThat(replay.after(1, 1, START, Placement.CART))
        .returns("", Moment::customerId)
        .returns(List.of(), Moment::owned)
        .returns(false, Moment::firstTimeBuyer);
    for (int count = 1; count <= 2; count++) {
      assertThat(replay.after(count, 2, START, Placement.CART))
          .returns("c", Moment::customerId)
          .returns(pot, Moment::owned);
    }
  }

  /** As a service knows it: a logged offer was asked for on the device that its event tells. */
  @Test
  void theDeviceIsTheOneThatWasToldLast() {
    Replay replay = new Replay(onDevices("", "desktop", "", "mobile"));
    List<String> devices = new ArrayList<>();
    for (int count = 1; count <= 4; count++) {
      devices.add(replay.after(count, count, START, Placement.CART).device());
    }
    assertThat(devices).containsExactly("", "desktop", "desktop", "mobile");
    assertThat(replay.after(3, 4, START, Placement.CART).device()).isEqualTo("mobile");
    assertThat(replay.after(0, 0, START, Placement.CART).device()).isEmpty();
  }

  private static Timeline onDevices(String... devices) {
    SessionEvent page = page(0, "page_view", "home", "");
    return new Timeline(
        "s",
        "v",
        "",
        Arrays.stream(devices).map(device -> new Logged(page, "", "", NONE, "", device)).toList(),
        List.of(),
        List.of());
  }

  private static Moment moment(Timeline timeline) {
    return new Replay(timeline).after(1, 1, START, Placement.CART);
  }
}
