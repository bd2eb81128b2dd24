package io.basketwise.simulate;

import io.basketwise.simulate.Cart.Line;
import io.basketwise.tables.ParquetTable;
import java.nio.file.Path;

/** One file of each growing table: the lives of a range of customers. */
final class ShopPart implements Part {
  private final ShopSpec spec;
  private final Rhythm rhythm;
  private final Prices prices;
  private final SessionPlanner planner;
  private final CustomerMaker customers;
  private final ParquetTable orders;
  private final ParquetTable clicks;
  private final ParquetTable labels;
  private final ParquetTable sessions;
  private final ParquetTable moments;
  private final SessionMaker maker;
  private final OrderLog orderLog;

  ShopPart(ShopSpec spec, Catalog catalog, Path folder, int number) {
    this.spec = spec;
    rhythm = new Rhythm(spec);
    prices = new Prices(spec);
    planner = new SessionPlanner(spec, catalog);
    customers = new CustomerMaker(spec, catalog, Dice::below, Dice::skewed);
    orders = ShopColumns.open(folder.resolve("orders"), number, ShopColumns.ORDERS);
    clicks = ShopColumns.open(folder.resolve("clicks"), number, ShopColumns.CLICKS);
    labels = ShopColumns.open(folder.resolve("labels"), number, ShopColumns.LABELS);
    sessions = ShopColumns.open(folder.resolve("truth/sessions"), number, ShopColumns.SESSIONS);
    moments = ShopColumns.open(folder.resolve("truth/moments"), number, ShopColumns.MOMENTS);
    ClickLog clickLog = new ClickLog(clicks, spec.end());
    maker = new SessionMaker(clickLog, new OfferLog(spec, catalog, clickLog, moments));
    orderLog = new OrderLog(orders, spec.end());
  }

  @Override
  public void live(int number) {
    Dice dice = new Dice(spec.seed(), number);
    Customer customer = customers.make(number, dice);
    History history = new History();
    int visits = 0;
    for (int day = customer.joinedDay(); day < spec.days(); day++) {
      int wanted = history.due(day);
      boolean replenish = wanted >= 0 && dice.chance(Model.REPLENISH_A_DAY);
      if (replenish || dice.chance(customer.visitsADay() * rhythm.factor(day))) {
        visit(customer, history, day, visits++, replenish ? wanted : -1, dice);
      }
    }
  }

  private void visit(
      Customer customer, History history, int day, int number, int wanted, Dice dice) {
    Intent intent = Intent.of(dice.weighted(customer.intents()));
    SessionPlan plan = planner.plan(customer, history, intent, day, wanted, dice);
    Session session = new Session(customer, plan, day, number, spec.startOfDay(day), prices, dice);
    boolean purchased = maker.play(session);
    double margin = purchased ? session.cart.plannedMargin() : 0;
    sessions.write(
        session.sessionId, intent.label(), plan.rush(), plan.sensitivity(), purchased, margin);
    if (session.tracked) {
      labels.write(session.sessionId, intent.label());
    }
    if (wanted >= 0) {
      history.answered(wanted);
    }
    if (purchased) {
      orderLog.place(session.order(), session.cart.lines(), dice);
      for (Line line : session.cart.lines()) {
        history.bought(line.item(), day, dice);
      }
    }
  }

  @Override
  public Written written() {
    return new Written(
        orders.rows(), clicks.rows(), 0, labels.rows(), sessions.rows(), moments.rows());
  }

  @Override
  public void close() {
    orders.close();
    clicks.close();
    labels.close();
    sessions.close();
    moments.close();
  }
}
