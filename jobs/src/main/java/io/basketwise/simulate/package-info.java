/**
 * A shop with known truth: tables of contract v1 made by a generative model whose causes are kept
 * aside, so that what is learned from the tables can be compared with what made them.
 *
 * <p>The model, in the order in which it is drawn:
 *
 * <ol>
 *   <li><b>Catalog.</b> Leaf categories below departments; in a leaf two families of three tiers,
 *       single products and one add-on that fits the families. Items of a leaf are substitutes.
 *       Projects (recipes, repairs) take items of several leaves: they are complements.
 *   <li><b>Customers.</b> Favourite leaves and projects, a price level, price sensitivity, loyalty,
 *       visits a day, weights over the five intents. Some are guests.
 *   <li><b>Sessions.</b> A customer comes by a weekly and seasonal rhythm, or because a consumable
 *       runs out. One intent drives the session: it shapes hour, depth, price level, quantities,
 *       gifts, searches, dwell and what is looked at. Each of these facets is borrowed from a
 *       random intent with probability {@link io.basketwise.simulate.Model#BORROWED_FACET}, so that
 *       none gives the intent away.
 *   <li><b>Purchase.</b> A session with something in the cart passes two stages, cart and checkout,
 *       each with probability sigmoid(intent + loyalty - sensitivity + shift).
 *   <li><b>Offers.</b> At logged moments a slate of one candidate a relation is drawn and the
 *       logging policy stays quiet with a known probability, else shows one of the slate. An offer
 *       is accepted by relation, intent, placement and price; whether accepted or not it lowers the
 *       shift of the later stages: rushed shoppers near the checkout and price-sensitive ones are
 *       harmed most.
 *   <li><b>Orders.</b> Lines at discounted prices, some cancelled or returned later.
 *   <li><b>Dirt.</b> Repeated rows and rows that break the contract, on top of the true ones.
 * </ol>
 *
 * <p>Orders alone, for shops too large to play every session, have a model of their own: the same
 * catalog and customers, orders as a Poisson process by the rhythm of the days, and baskets by
 * {@link io.basketwise.simulate.BasketMaker}. Categories and projects are chosen by Zipf's law, so
 * that a catalog of any size has bestsellers and a long tail.
 *
 * <p>All numbers of the model lie in {@link io.basketwise.simulate.Model}, {@link
 * io.basketwise.simulate.Intent} and {@link io.basketwise.simulate.Relation}. A customer's random
 * numbers come from the seed and the customer's number alone: memory does not grow with the shop,
 * and the bytes do not depend on the number of threads.
 */
package io.basketwise.simulate;
