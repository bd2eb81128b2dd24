package io.basketwise.inputs;

/** Column names of the catalog: one row per item. */
public final class CatalogColumns {
  public static final String ITEM_ID = "item_id";
  public static final String TITLE = "title";
  public static final String CATEGORY = "category";
  public static final String PRICE = "price";
  public static final String UNIT_COST = "unit_cost";
  public static final String STOCK = "stock";
  public static final String STATUS = "status";
  public static final String KIND = "kind";
  public static final String FAMILY = "family";
  public static final String TIER = "tier";
  public static final String BRAND = "brand";
  public static final String TAGS = "tags";
  public static final String FITS = "fits";
  public static final String UPDATED_AT = "updated_at";

  private CatalogColumns() {}
}
