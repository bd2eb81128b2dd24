package io.basketwise.simulate;

import java.util.List;

/** Names for departments, leaves, brands and versions; all invented or generic. */
final class Words {
  static final List<String> DEPARTMENTS =
      List.of("Tools", "Paint", "Garden", "Kitchen", "Lighting", "Bathroom", "Storage", "Office");

  private static final List<List<String>> LEAVES =
      List.of(
          List.of("Drills", "Saws", "Screwdrivers", "Fixings", "Sanders", "Measuring"),
          List.of("Wall Paint", "Brushes", "Primers", "Masking", "Varnish", "Rollers"),
          List.of("Mowers", "Hoses", "Planters", "Soil", "Pruners", "Seeds"),
          List.of("Pans", "Knives", "Coffee Makers", "Coffee", "Mixers", "Baking"),
          List.of("Table Lamps", "Pendants", "Spotlights", "Bulbs", "Lanterns", "Dimmers"),
          List.of("Taps", "Towels", "Mirrors", "Cleaners", "Shower Heads", "Bath Mats"),
          List.of("Shelves", "Boxes", "Hooks", "Bags", "Cabinets", "Baskets"),
          List.of("Desks", "Chairs", "Desk Pads", "Paper", "Printers", "Folders"));

  private static final List<String> BRANDS =
      List.of("Norva", "Keld", "Ostra", "Brindle", "Marek", "Tavo", "Lune", "Hearthway");
  private static final List<String> LOOKS =
      List.of("Compact", "Classic", "Steel", "Oak", "Light", "Quiet", "Folding", "Studio");
  private static final List<String> VERSIONS = List.of("Good", "Better", "Best");

  private Words() {}

  /** Name of a leaf; departments take turns, and a number tells apart leaves beyond the list. */
  static String leaf(int leaf) {
    List<String> names = LEAVES.get(leaf % DEPARTMENTS.size());
    int round = leaf / DEPARTMENTS.size();
    int series = round / names.size();
    return names.get(round % names.size()) + (series == 0 ? "" : " " + (series + 1));
  }

  static String department(int leaf) {
    return DEPARTMENTS.get(leaf % DEPARTMENTS.size());
  }

  static String brand(int number) {
    return BRANDS.get(Math.floorMod(number, BRANDS.size()));
  }

  static String look(int number) {
    return LOOKS.get(Math.floorMod(number, LOOKS.size()));
  }

  static String version(int tier) {
    return VERSIONS.get(tier - 1);
  }
}
